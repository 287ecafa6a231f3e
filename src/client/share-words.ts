/** How it went: `closed` means that the person closed the share sheet, which is a choice and no failure. */
export type Shared = 'shared' | 'copied' | 'closed' | 'failed';

/** The phone's own share sheet where there is one; else the text goes to the clipboard. */
export async function shareWords(text: string): Promise<Shared> {
  try {
    if (navigator.share) {
      await navigator.share({ text });
      return 'shared';
    }
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch (cause) {
    return cause instanceof DOMException && cause.name === 'AbortError' ? 'closed' : 'failed';
  }
}
