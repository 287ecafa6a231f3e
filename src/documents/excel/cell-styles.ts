import { isMain, walkXml } from '../xml.ts';
import { formatOf } from './numbers.ts';

export interface CellStyle {
  readonly format: string;
  readonly font: string | undefined;
  readonly struck: boolean;
}

const USUAL: CellStyle = { format: 'General', font: undefined, struck: false };

interface Font {
  name: string | undefined;
  struck: boolean;
}

const isOn = (value: string | undefined): boolean => value !== '0' && value !== 'false';

/** The styles of cells by their index. */
export function readCellStyles(xml: string | undefined): (index: number) => CellStyle {
  const formats = new Map<number, string>();
  const fonts: Font[] = [];
  const styles: { readonly format: number; readonly font: number }[] = [];
  let part = '';
  if (xml !== undefined)
    walkXml(xml, {
      open: (element) => {
        if (!isMain(element)) return;
        const font = fonts.at(-1);
        switch (element.name) {
          case 'fonts':
          case 'cellXfs':
            part = element.name;
            break;
          case 'font':
            if (part === 'fonts') fonts.push({ name: undefined, struck: false });
            break;
          case 'name':
            if (part === 'fonts' && font) font.name = element.attribute('val');
            break;
          case 'strike':
            if (part === 'fonts' && font) font.struck = isOn(element.attribute('val'));
            break;
          case 'numFmt':
            if (part !== 'fonts') formats.set(Number(element.attribute('numFmtId')), element.attribute('formatCode') ?? '');
            break;
          case 'xf':
            if (part === 'cellXfs')
              styles.push({ format: Number(element.attribute('numFmtId') ?? 0), font: Number(element.attribute('fontId') ?? 0) });
        }
      },
      close: (element) => {
        if (element.name === part) part = '';
      },
      text: () => undefined,
    });
  const all = styles.map(
    ({ format, font }): CellStyle => ({
      format: formatOf(format, formats.get(format)),
      font: fonts[font]?.name,
      struck: fonts[font]?.struck ?? false,
    }),
  );
  return (index) => all[index] ?? USUAL;
}
