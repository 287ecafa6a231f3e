import { labels, language, setLanguage } from '../../labels/labels.ts';
import { Chips } from '../../ui/chips.tsx';
import { Field } from '../../ui/field.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { chooseTheme, THEMES, type Theme, theme } from './theme.ts';

/** Each language by its own name, so that whoever is lost in the other finds home. */
const LANGUAGES = [
  { value: 'vi', label: 'Tiếng Việt' },
  { value: 'en', label: 'English' },
];

/** Ground and language. */
export function Appearance() {
  const words = () => labels().account.me;
  const speak = (wanted: string): void => {
    setLanguage(wanted === 'en' ? 'en' : 'vi').catch(() => showSnack({ text: labels().common.status.why.offline, level: 'error' }));
  };
  return (
    <Sheet>
      <SheetHead barred icon="gear">
        {words().look}
      </SheetHead>
      <div class="pad stack">
        <Field id="theme" label={words().theme} group>
          <Chips
            id="theme"
            many={false}
            options={THEMES.map((value) => ({ value, label: words().themes[value] }))}
            chosen={[theme()]}
            onToggle={(value) => chooseTheme(value as Theme)}
          />
        </Field>
        <Field id="language" label={words().language} group>
          <Chips id="language" many={false} options={LANGUAGES} chosen={[language()]} onToggle={speak} />
        </Field>
      </div>
    </Sheet>
  );
}
