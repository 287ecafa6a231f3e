import { type Component, lazy } from 'solid-js';

/** A piece its screen can do without: where it cannot be fetched its place stays empty, and the screen stays. */
export const lazyPiece = <Module, Props extends object>(load: () => Promise<Module>, pieceOf: (module: Module) => Component<Props>) =>
  lazy(() =>
    load().then(
      (module) => ({ default: pieceOf(module) }),
      (): { default: Component<Props> } => ({ default: () => null }),
    ),
  );
