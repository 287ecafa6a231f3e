/** An installed app on an iPhone opens a file in the place of the app, without a way back: there it is shared instead. */
const isStandalone = (): boolean => matchMedia('(display-mode: standalone)').matches;

/** Where such a file cannot be shared (most browsers share no JSON) it is saved as ever. A browser shares nothing but right after a press. */
export const isShared = (file: File): boolean => isStandalone() && navigator.canShare?.({ files: [file] }) === true;

/** Hands a file to the person: into the downloads, or to where they choose to share it. */
export async function giveFile(file: File): Promise<void> {
  if (isShared(file)) await navigator.share({ files: [file] });
  else save(file);
}

function save(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
