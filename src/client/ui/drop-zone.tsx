import { createSignal } from 'solid-js';
import { Icon } from './icon.tsx';
import './drop-zone.css';

/** Takes a file that is chosen or dropped here. */
export function DropZone(props: { title: string; note: string; accept: string; onFile: (file: File) => void }) {
  const [over, setOver] = createSignal(false);
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file) props.onFile(file);
  };
  return (
    <label
      class="drop-zone"
      classList={{ 'drop-zone-over': over() }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <input
        class="unseen"
        type="file"
        accept={props.accept}
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file may be chosen again once it was mended.
          event.currentTarget.value = '';
        }}
      />
      <Icon name="doc" size="l" />
      <b>{props.title}</b>
      <span class="meta">{props.note}</span>
    </label>
  );
}
