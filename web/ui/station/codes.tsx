import '../shared/css/all.css';
import './station.css';
import { CODE128B } from 'jsbarcode/bin/barcodes/CODE128/index.js';
import { Frame, Title } from '../shared/frame/Frame';
import { start } from '../shared/frame/start';
import { useWords } from './words';

const codes = ['START', 'END', 'NOTE', 'CANCEL'] as const;

/** Code 128 as one path: two pixels (half a millimetre on paper) to the module, a quiet zone of ten on either side. */
function Bars({ text }: { text: string }) {
  const modules = new CODE128B(text, {}).encode().data;
  let path = '';
  for (const bar of modules.matchAll(/1+/g)) {
    path += `M${10 + bar.index} 0h${bar[0].length}v50h-${bar[0].length}z`;
  }
  const width = modules.length + 20;
  return (
    <svg
      class="bars"
      viewBox={`0 0 ${width} 50`}
      width={width * 2}
      height="110"
      preserveAspectRatio="none"
      role="img"
      aria-label={text}
    >
      <path d={path} />
    </svg>
  );
}

function Codes() {
  const words = useWords();
  return (
    <Frame home="/station/codes.html">
      <div class="codes">
        <Title tab={words.codesTitle}>{words.codesTitle}</Title>
        <p class="lead">{words.codesLead}</p>
        <p class="on-screen">
          <button type="button" class="button main" onClick={() => window.print()}>
            {words.print}
          </button>
        </p>
        <ul class="cards">
          {codes.map((code) => (
            <li key={code} class="card">
              <h2>{words.code[code].title}</h2>
              <Bars text={`SW:${code}`} />
              <p class="text">SW:{code}</p>
              <p>{words.code[code].about}</p>
            </li>
          ))}
        </ul>
      </div>
    </Frame>
  );
}

start('/station/', <Codes />);
