import { LinkRow } from '../../ui/link-row.tsx';

/** A row of a sheet behind which the device's own choice of files opens, for the file of what a phone could not send. */
export function FileRow(props: { title: string; note: string; onFile: (file: File) => void }) {
  let input: HTMLInputElement | undefined;
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={props.title}
        onChange={(event) => {
          const { files } = event.currentTarget;
          const [file] = files ?? [];
          if (file) props.onFile(file);
          // The same file may be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <LinkRow icon="dl" title={props.title} note={props.note} onPress={() => input?.click()} />
    </>
  );
}
