import { createMemo } from 'solid-js';
import { encode } from 'uqr';
import './qr-code.css';

/** A text as a phone's camera reads it off paper or a screen. What it says stands beside it, for who reads otherwise. */
export function QrCode(props: { text: string }) {
  const code = createMemo(() => encode(props.text, { ecc: 'M', border: 2 }));
  const path = (): string =>
    code()
      .data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])))
      .join('');
  return (
    <svg class="qr" viewBox={`0 0 ${code().size} ${code().size}`} shape-rendering="crispEdges" aria-hidden="true">
      <path d={path()} />
    </svg>
  );
}
