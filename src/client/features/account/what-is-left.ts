import type { UploadStatus } from '../../store/records/upload-status.ts';

/**
 * What stands between this phone and "all sent", the most pressing first. Every screen that says whether all has been received
 * asks here: nothing is said to be sent while a record waits, needs its person, or is known as lost here or at the office.
 */
export function whatIsLeft({ onPhone, attention, lost }: Pick<UploadStatus, 'onPhone' | 'attention' | 'lost'>) {
  if (lost > 0) return 'lost';
  if (onPhone > 0) return 'waiting';
  return attention > 0 ? 'attention' : 'nothing';
}
