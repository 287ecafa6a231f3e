import { onOfficeBuild } from '../office/office-build.ts';
import { buildOfPage, fetchWorkerFile } from './worker-file.ts';

/** Whenever the office gives out another build than this page and its worker are of, the worker of that build is fetched. */
export function updateWhenHeard(update: () => Promise<unknown>): void {
  const own = buildOfPage();
  let known = own;
  onOfficeBuild((build) => {
    if (build === known) return;
    known = build;
    fetchWorkerFile()
      .then(({ ok }) => (ok ? update() : Promise.reject()))
      // The next answer sets it off again.
      .catch(() => {
        known = own;
      });
  });
}
