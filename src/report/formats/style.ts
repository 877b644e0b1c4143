/** Colours of a drawing, and of a page around it; each pair of text and background has a contrast of 4.5 or more. */
const LIGHT = `--paper:#ffffff;--ink:#1b1f24;--muted:#57606a;--line:#57606a;--rule:#d0d7de;--panel:#f6f8fa;--accent:#0550ae;
--error:#a40e26;--warning:#7d4e00;--hint:#0550ae;
--group:#f6f8fa;--pod:#ddf4ff;--bridge:#dafbe1;--routing:#fff8c5;--tunnel:#fbefff;--interface:#ffe9e0;--lan:#eaeef2;
--free:#f6f8fa;--gateway:#8250df;--node:#0969da;--reserved:#afb8c1;--registration:#bf3989;--pool:#7ce38b;--service:#1a7f37;--share:#54aeff;--dns:#bc4c00`;
const DARK = `--paper:#0d1117;--ink:#e6edf3;--muted:#9da7b3;--line:#9da7b3;--rule:#30363d;--panel:#161b22;--accent:#79c0ff;
--error:#ff9492;--warning:#f0b72f;--hint:#79c0ff;
--group:#161b22;--pod:#0c2d6b;--bridge:#04330f;--routing:#3b2300;--tunnel:#3c1e70;--interface:#4d1400;--lan:#21262d;
--free:#161b22;--gateway:#d2a8ff;--node:#58a6ff;--reserved:#6e7681;--registration:#ff9bce;--pool:#0b4a1e;--service:#56d364;--share:#1f6feb;--dns:#ffa657`;

const FILLED = [
  ...['group', 'pod', 'bridge', 'routing', 'tunnel', 'interface', 'lan', 'client', 'free'],
  ...['gateway', 'node', 'reserved', 'registration', 'pool', 'service', 'share', 'dns'],
];

const SHAPES = FILLED.map(
  (role) => `.drawing .${role}>rect{fill:var(--${role === 'client' ? 'pod' : role})}`,
).join('');

/** What a drawing needs, in a page or alone. Printed, it is always light. */
export const DRAWING_STYLE = [
  `:root{${LIGHT}}`,
  `@media screen and (prefers-color-scheme:dark){:root{${DARK}}}`,
  '.drawing text{fill:var(--ink)}',
  '.drawing .paper{fill:var(--paper)}',
  '.drawing .shape>rect{stroke:var(--line);stroke-width:1}',
  '.drawing .group>rect{stroke:var(--rule)}',
  '.drawing .failed>rect{stroke:var(--error);stroke-width:3}',
  '.drawing .failure{font:600 12.5px system-ui,"DejaVu Sans",Arial,sans-serif;fill:var(--error)}',
  SHAPES,
  '.drawing .title{font:600 14px system-ui,"DejaVu Sans",Arial,sans-serif}',
  '.drawing .value{font:13px ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace}',
  '.drawing .note{font:11.5px system-ui,"DejaVu Sans",Arial,sans-serif;fill:var(--muted)}',
  '.drawing .arrow{fill:none;stroke:var(--line);stroke-width:1.6}',
  '.drawing .leader{fill:none;stroke:var(--line);stroke-width:1;opacity:.6}',
  '.drawing .dashed{stroke-dasharray:5 4}',
  '.drawing .head{fill:var(--line)}',
].join('\n');

/** The page around the drawings. */
export const PAGE_STYLE = [
  'html{color-scheme:light dark}',
  'body{margin:0 auto;max-width:1040px;padding:24px;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"DejaVu Sans",Arial,sans-serif}',
  'h1{font-size:1.7rem;line-height:1.2}h2{margin-top:2.2rem;border-bottom:1px solid var(--rule);padding-bottom:.2rem}h3{margin-top:1.6rem}',
  'a{color:var(--accent)}nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;list-style:none;padding:0}',
  'figure{margin:0}p,li,code{overflow-wrap:anywhere}.scroll{overflow-x:auto}',
  // A narrow screen scrolls a drawing instead of shrinking its text.
  '.drawing{max-width:max(100%,720px);height:auto;display:block;margin:.6rem 0}',
  'table{border-collapse:collapse;font-size:.92rem;width:100%}th,td{border:1px solid var(--rule);padding:.3rem .6rem;text-align:left;vertical-align:top}th{background:var(--panel)}',
  'code,pre,.mono{font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.88em}pre{background:var(--panel);padding:.6rem;overflow-x:auto}',
  '.error{color:var(--error);font-weight:600}.warning{color:var(--warning);font-weight:600}.hint{color:var(--hint);font-weight:600}',
  '.muted{color:var(--muted)}',
  '@media print{body{max-width:none;padding:0;font-size:10pt}nav{display:none}h2,h3,caption,summary,p:has(+figure),figure:has(+p){break-after:avoid}svg,tr,p,figure,table:not(:has(tr:nth-child(12))){break-inside:avoid}thead{display:table-header-group}.drawing{max-width:100%}.scroll{overflow:visible}a{color:inherit;text-decoration:none}}',
  '@page{size:A4;margin:14mm}',
].join('\n');
