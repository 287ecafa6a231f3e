import { ACTIVITY_TYPE_KEYS } from '../../../domain/activity-types.ts';
import { offeredTypes } from '../../../domain/offered-types.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readFavourites } from '../../store/records/favourites.ts';
import { MAX_FAVOURITES, toggleFavourite } from '../../store/records/toggle-favourite.lazy.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';

/** Which kinds of work stand large on the home screen of this phone. */
export function Favourites() {
  const app = useApp();
  const words = () => labels().account.me;
  const chosen = createLiveQuery(() => readFavourites(app.db));
  const toggle = async (type: string): Promise<void> => {
    try {
      if (!(await toggleFavourite(app.db, type))) showSnack({ text: words().favouritesFull(formatNumber(MAX_FAVOURITES)) });
    } catch {
      showSnack({ text: labels().activities.trouble, level: 'error' });
    }
  };
  return (
    <Sheet>
      <SheetHead barred icon="pen">
        {words().favourites}
      </SheetHead>
      <div class="pad stack">
        <Field id="favourites" label={words().favouritesHow(formatNumber(MAX_FAVOURITES))} group help={words().favouritesNote}>
          <Chips
            id="favourites"
            many
            options={offeredTypes(ACTIVITY_TYPE_KEYS, app.reference().settings).map((value) => ({ value, label: typeWords(value).short }))}
            chosen={chosen() ?? []}
            onToggle={(type) => void toggle(type)}
          />
        </Field>
      </div>
    </Sheet>
  );
}
