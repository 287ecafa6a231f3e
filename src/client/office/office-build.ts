type Listener = (build: string) => void;

let latest: string | undefined;
let listener: Listener | undefined;

/** The build that the office gives out, as it says with each answer. */
export function hearBuild(build: string | null): void {
  if (build === null) return;
  latest = build;
  listener?.(build);
}

/** Tells the one who looks for newer builds which one the office gives out: the last heard at once, later ones as they are heard. */
export function onOfficeBuild(listen: Listener): void {
  listener = listen;
  if (latest !== undefined) listen(latest);
}
