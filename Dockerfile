# Boost Pal: npm install without the tools, an ordinary user, data in /data.
# tools/rehearse-docker.sh performs these very lines where there is no Docker.
FROM node:24-slim

ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 BOOST_DATA_DIR=/data
WORKDIR /app

COPY package.json package-lock.json .npmrc ./
COPY tools/node/package.json tools/node/
# Without the tools, what others would use of the tools (peers) goes too: it is half of the install.
RUN npm ci --omit=dev \
  && npm pkg delete devDependencies && npm prune --omit=dev --omit=peer \
  && npm cache clean --force

COPY src src
COPY prisma prisma
COPY assets assets
COPY slack-manifest.json LICENSE ./
# The built-in database's programs are made runnable now: the user below may not write here.
RUN node -e "import('./src/adapters/postgres/embedded/binaries.ts').then((it) => it.findBinaries())"
RUN mkdir -p /data && chown node:node /data

USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD node -e "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
# As npm start does: a small nursery and one helper thread leave a quarter less memory at rest.
CMD ["node", "--max-semi-space-size=4", "--v8-pool-size=1", "src/main.ts"]
