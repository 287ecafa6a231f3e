/** Drawings of the sprite in index.html: 24 grid, 2 px line; outline is a thing or an action, filled is a state. */
export type IconName =
  | 'back'
  | 'boat'
  | 'book'
  | 'cal'
  | 'cam'
  | 'check2'
  | 'chev'
  | 'copy'
  | 'dev'
  | 'dl'
  | 'doc'
  | 'dots'
  | 'down'
  | 'draft'
  | 'dup'
  | 'err'
  | 'eye'
  | 'filter'
  | 'flag'
  | 'fold'
  | 'gear'
  | 'got'
  | 'half'
  | 'horn'
  | 'info'
  | 'link'
  | 'lock'
  | 'look'
  | 'me'
  | 'meet'
  | 'minus'
  | 'more'
  | 'new'
  | 'news'
  | 'nosig'
  | 'pen'
  | 'people'
  | 'phone'
  | 'pin'
  | 'plan'
  | 'plus'
  | 'post'
  | 'print'
  | 'repeat'
  | 'search'
  | 'send'
  | 'share'
  | 'stamp'
  | 'sum'
  | 'tick'
  | 'trash'
  | 'undo'
  | 'wait'
  | 'warn'
  | 'x';

/** Names that come out of data, such as the registry of activity types: a test holds them against the sprite. */
export const asIcon = (name: string): IconName => name as IconName;

/** Always beside its word, or inside a control that has a label: the drawing itself is silent. */
export function Icon(props: { name: IconName; size?: 's' | 'l' | undefined }) {
  return (
    <svg class="icon" classList={{ 'icon-s': props.size === 's', 'icon-l': props.size === 'l' }} viewBox="0 0 24 24" aria-hidden="true">
      <use href={`#i-${props.name}`} />
    </svg>
  );
}

/** The marker stone of the head of a screen. */
export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 36" fill="none" aria-hidden="true">
      <use href="#i-logo" />
    </svg>
  );
}

/** The marker in its landscape, for the first tile (whole) and the sign-in (closer). */
export function Landscape(props: { closer?: boolean | undefined }) {
  return (
    <svg class="land" viewBox={props.closer ? '104 8 224 118' : '0 0 328 136'} preserveAspectRatio="xMaxYMax slice" aria-hidden="true">
      <use href="#land" />
    </svg>
  );
}
