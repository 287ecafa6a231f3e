/** What stands beside a number that is written by itself: "record", "records". */
export const noun = (count: string | number, singular: string, many = `${singular}s`): string => (String(count) === '1' ? singular : many);

/** A number with its noun: "1 record", "20 records". The number may be formatted already, and never stands alone on a line. */
export const counted = (count: string | number, singular: string, many = `${singular}s`): string =>
  `${count}\u00a0${noun(count, singular, many)}`;
