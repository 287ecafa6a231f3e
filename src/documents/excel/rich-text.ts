import { isMain, walkXml, type XmlElement } from '../xml.ts';

/** Words of a cell that are set alike; undefined where they are set as their cell is. */
interface Part {
  text: string;
  readonly font: string | undefined;
  readonly struck: boolean | undefined;
}

export type RichText = readonly Part[];

/** Takes the texts of a shared list or of a cell together. Signs for how a word is spoken are no words of it. */
export class RichTextReader {
  #parts: Part[] = [];
  #font: string | undefined;
  #struck: boolean | undefined;
  #inText = false;
  #inRun = false;
  #phonetic = false;

  begin(): void {
    this.#parts = [];
  }

  get text(): RichText {
    return this.#parts;
  }

  open({ name, attribute }: XmlElement): void {
    if (name === 'rPh') this.#phonetic = true;
    else if (name === 'r') {
      this.#inRun = true;
      this.#font = undefined;
      this.#struck = undefined;
    } else if (name === 'rFont' && this.#inRun) this.#font = attribute('val');
    else if (name === 'strike' && this.#inRun) this.#struck = attribute('val') !== '0' && attribute('val') !== 'false';
    else if (name === 't' && !this.#phonetic) {
      this.#inText = true;
      this.#parts.push({ text: '', font: this.#inRun ? this.#font : undefined, struck: this.#inRun ? this.#struck : undefined });
    }
  }

  add(text: string): void {
    const last = this.#parts.at(-1);
    if (this.#inText && last) last.text += text;
  }

  close({ name }: XmlElement): void {
    if (name === 'rPh') this.#phonetic = false;
    else if (name === 'r') this.#inRun = false;
    else if (name === 't') this.#inText = false;
  }
}

/** The texts that cells refer to by number. */
export function sharedTexts(xml: string | undefined): RichText[] {
  const texts: RichText[] = [];
  const reader = new RichTextReader();
  if (xml === undefined) return texts;
  walkXml(xml, {
    open: (element) => {
      if (!isMain(element)) return;
      if (element.name === 'si') reader.begin();
      reader.open(element);
    },
    close: (element) => {
      if (!isMain(element)) return;
      if (element.name === 'si') texts.push(reader.text);
      reader.close(element);
    },
    text: (more) => reader.add(more),
  });
  return texts;
}
