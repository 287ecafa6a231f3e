import { LIST_DEVICES } from '../../protocol/endpoints/devices.ts';
import { refreshOnNews } from './ask-again-on.lazy.ts';
import { askOffice } from './ask-office.ts';
import { createFetched } from './create-fetched.ts';

/** The phones this person answers for, as the office knows them, asked about again whenever a sync has brought something new. */
export function fetchDevices() {
  const fetched = createFetched(
    () => 'all',
    () => askOffice(LIST_DEVICES),
  );
  refreshOnNews(fetched);
  return fetched;
}
