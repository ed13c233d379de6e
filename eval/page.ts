import { kinds } from './proofs/index.ts';
import type { Run } from './report.ts';
import type { Result } from './run.ts';
import { type Part, parts, scoreOf } from './score.ts';

/** All answers side by side, a column for each run: one HTML file that needs nothing else. */
export function toPage(runs: readonly Run[], pictures: ReadonlyMap<string, Uint8Array>): string {
  const [first] = runs;
  const rows = (first?.results ?? []).map(({ proof }, n) => {
    const results = runs.map(({ results }) => results[n]!);
    const bad = results.some(({ failed }) => failed.length > 0);
    return `<article data-locale="${proof.locale}" data-kind="${proof.kind}" data-bad="${bad}">${proofHtml(results[0]!, pictures.get(proof.id))}${results.map((result, at) => answerHtml(result, runs[at]!.name)).join('')}</article>`;
  });
  const heads = runs.map(
    (run) => `<div class="head"><h2>${escaped(run.name)}</h2><p>${summary(run)}</p></div>`,
  );
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Cheers side by side</title>
<style>${style(runs.length)}</style>
<header><h1>Cheers side by side</h1><nav>
<label>Language <select id="locale"><option value="">all</option><option>ko</option><option>en</option><option>ja</option></select></label>
<label>Kind <select id="kind"><option value="">all</option>${kinds.map((kind) => `<option>${kind}</option>`).join('')}</select></label>
<label><input type="checkbox" id="bad"> only what fails a gate</label> <output id="shown"></output>
</nav></header>
<main><section class="row heads"><div class="head"><h2>The proof</h2><p>What a member posted</p></div>${heads.join('')}</section>
${rows.join('\n')}</main>
<script>${script}</script></html>
`;
}

function proofHtml({ proof }: Result, picture: Uint8Array | undefined): string {
  const image = picture
    ? `<img alt="" loading="lazy" src="data:image/jpeg;base64,${Buffer.from(picture).toString('base64')}">`
    : '';
  const text = proof.text.length > 320 ? `${proof.text.slice(0, 320)}… (${proof.text.length})` : proof.text;
  const wants = [
    proof.care && `care: ${proof.care}`,
    proof.comfort && 'comfort',
    proof.about.length > 0 && `about: ${proof.about.join(', ')}`,
    proof.without && `without: ${proof.without.join(', ')}`,
    proof.memories && `memory: ${proof.memories.join(' | ')}`,
  ].filter((want) => want);
  return `<div class="proof" lang="${proof.locale}"><p class="meta"><b>${proof.id}</b> day ${proof.day}</p><h3>${escaped(proof.title)}</h3>${image}<p>${escaped(text)}</p><p class="wants">${escaped(wants.join(' · '))}</p></div>`;
}

function answerHtml({ proof, outcome, failed, marks }: Result, name: string): string {
  const said =
    outcome.care !== null
      ? `<p class="quiet">nothing is said; a text of care (${outcome.care}) goes to the member</p>`
      : outcome.lines.map((line) => `<p class="line" lang="${proof.locale}">${escaped(line)}</p>`).join('');
  const told = [outcome.source, outcome.situation, outcome.angle, outcome.reason].filter((part) => part);
  const refused = outcome.refused.map((codes) => `not said: ${codes.join(' ')}`);
  const given = marks
    ? (Object.keys(parts) as Part[])
        .filter((part) => marks[part] !== null)
        .map(
          (part) =>
            `<span class="mark" style="--mark:${marks[part]}">${part} ${Math.round(100 * marks[part]!)}</span>`,
        )
    : [];
  const wrong = failed.map(
    ({ gate, on }) => `<p class="wrong">${escaped(gate)} gate failed: ${escaped(on)}</p>`,
  );
  return `<div class="answer"><p class="of meta">${escaped(name)}</p>${said}${wrong.join('')}<p class="meta">${escaped([...told, ...refused].join(' · '))}</p><p class="marks">${given.join(' ')}</p></div>`;
}

function summary({ results }: Run): string {
  const failed = results.filter((result) => result.failed.length > 0).length;
  const { total } = scoreOf(results.flatMap(({ marks }) => marks ?? []));
  return `${failed === 0 ? 'every gate passed' : `<strong>${failed} fail a gate</strong>`}, score ${total?.toFixed(1) ?? '-'}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function style(columns: number): string {
  return `:root{color-scheme:light dark;--paper:light-dark(#fbf8f1,#1d1b19);--card:light-dark(#fff,#282522);--ink:light-dark(#33291f,#efe6da);--soft:light-dark(#75685a,#b3a595);--line:light-dark(#e6dccb,#3c3732);--wrong:light-dark(#a3271b,#ff9d8f);--good:light-dark(#3d7a46,#8fce98)}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,"Noto Sans KR","Noto Sans JP",sans-serif}
header{position:sticky;top:0;z-index:1;background:var(--paper);border-bottom:1px solid var(--line);padding:12px 20px;display:flex;gap:24px;align-items:baseline;flex-wrap:wrap}
h1{font-size:18px;margin:0}h2{font-size:15px;margin:0}h3{font-size:15px;margin:0 0 4px}nav{display:flex;gap:16px;flex-wrap:wrap;align-items:center}p{margin:0 0 4px}
main{padding:12px 20px 60px;max-width:1500px;margin:auto}
.row,article{display:grid;grid-template-columns:minmax(240px,1fr) repeat(${columns},minmax(260px,1.1fr));gap:12px;margin-bottom:10px}
article>div{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px 14px;overflow-wrap:anywhere}
article[data-bad="true"]>div:first-child{border-color:var(--wrong)}
.head p,.meta,.wants,.quiet{color:var(--soft);font-size:13px}.line{font-size:16px}.wrong{color:var(--wrong);font-weight:600}strong{color:var(--wrong)}
.marks{display:flex;flex-wrap:wrap;gap:4px 12px;font-size:12px;color:var(--soft)}.mark::before{content:"";display:inline-block;width:24px;height:6px;margin-right:5px;border-radius:3px;vertical-align:middle;background:linear-gradient(to right,var(--good) calc(100%*var(--mark)),var(--line) 0)}
img{width:120px;height:120px;border-radius:8px;display:block;margin:4px 0}[hidden],.of{display:none}
@media (max-width:820px){.row,article{grid-template-columns:1fr}.heads{display:none}.of{display:block}}`;
}

const script = `const q=(id)=>document.getElementById(id);
function show(){let n=0;for(const row of document.querySelectorAll('article')){const on=(!q('locale').value||row.dataset.locale===q('locale').value)&&(!q('kind').value||row.dataset.kind===q('kind').value)&&(!q('bad').checked||row.dataset.bad==='true');row.hidden=!on;n+=on}q('shown').textContent=n+' proofs'}
for(const id of ['locale','kind','bad'])q(id).addEventListener('change',show);show()`;
