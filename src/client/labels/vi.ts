import { activities } from './vi/activities.ts';
import { common } from './vi/common.ts';
import { domain } from './vi/domain.ts';

/** What the first page needs; the words of other features come with them (lazy.ts). */
export const vi = { common, domain, activities };
