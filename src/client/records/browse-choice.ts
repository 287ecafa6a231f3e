import type { AccountId, ActivityId, ItemCode, PlanId, UnitId } from '../../domain/ids.ts';
import { addressOf, BROWSE_SCREEN } from '../addresses.ts';
import { namedQuery } from '../named-query.ts';

/** What the list of records shows, all of it in the address, where anybody may have typed it. */
export interface BrowseChoice {
  readonly text?: string | undefined;
  readonly planId?: PlanId | undefined;
  readonly itemCode?: ItemCode | undefined;
  readonly unitId?: UnitId | undefined;
  readonly authorId?: AccountId | undefined;
  /** Side by side; an empty one among them stands for records that name no place. */
  readonly localityIds?: string | undefined;
  readonly type?: string | undefined;
  readonly state?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The record that is open beside the list. */
  readonly open?: ActivityId | undefined;
}

const QUERY = namedQuery<keyof BrowseChoice>({
  text: 'tim',
  planId: 'ke-hoach',
  itemCode: 'muc',
  unitId: 'don-vi',
  authorId: 'nguoi',
  localityIds: 'dia-ban',
  type: 'loai',
  state: 'trang-thai',
  from: 'tu',
  to: 'den',
  open: 'mo',
});

export function readBrowse(search: Parameters<typeof QUERY.read>[0]): BrowseChoice {
  const choice = QUERY.read(search) as BrowseChoice;
  // Plans share codes: without its plan a code says no item.
  return choice.planId === undefined ? { ...choice, itemCode: undefined } : choice;
}

/** The address of the list with these choices. */
export const browseHref = (choice: BrowseChoice): string => addressOf(BROWSE_SCREEN, { query: QUERY.write(choice) });
