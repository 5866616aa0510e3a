type TextField = HTMLInputElement | HTMLTextAreaElement;

/** A field, and what a person has typed into it before the page's script was there. */
export type TypedText = readonly [field: TextField, text: string];

const fields = 'textarea, input:not([type]), input[type="text"], input[type="tel"], input[type="search"]';

/** What has been typed into the server's page. React knows nothing of it, and would write over it. */
export const readTypedTexts = (root: ParentNode): TypedText[] =>
  [...root.querySelectorAll<TextField>(fields)]
    .filter((field) => field.value !== field.defaultValue)
    .map((field) => [field, field.value]);

/** Types it again, so that the page hears of it. */
export function typeAgain(texts: readonly TypedText[]): void {
  for (const [field, text] of texts) {
    if (!field.isConnected) continue;
    // React has put a setter on the field, and hears of no text that it takes for its own: it is given none first.
    field.value = '';
    const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
