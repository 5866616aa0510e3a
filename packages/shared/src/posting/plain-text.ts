import { convert, type HtmlToTextOptions } from 'html-to-text';

const markup =
  /<\/?(?:p|br|ul|ol|li|div|span|strong|b|em|i|u|h[1-6]|a|table|tbody|tr|td|th|section|article|header|footer|font|hr|html|body|script|style)\b[^<>]*>/i;
const entity = /&(?:[a-z]{2,8}\d?|#\d{2,6}|#x[0-9a-f]{2,6});/i;

const options: HtmlToTextOptions = {
  wordwrap: false,
  preserveNewlines: true,
  formatters: {
    /** Headings stay recognisable. */
    heading: (element, walk, builder) => {
      builder.openBlock({ leadingLineBreaks: 2 });
      builder.addInline('## ');
      walk(element.children, builder);
      builder.closeBlock({ trailingLineBreaks: 2 });
    },
  },
  selectors: [
    { selector: 'a', options: { ignoreHref: true } },
    { selector: 'img', format: 'skip' },
    { selector: 'script', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'ul', options: { itemPrefix: '• ' } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, format: 'heading' })),
  ],
};

const isMarkup = (text: string) => markup.test(text) || entity.test(text);

/** Pasted text without tags and entities, also when they were escaped twice. Plain text stays unchanged. */
export function toPlainText(pasted: string): string {
  if (!isMarkup(pasted)) return pasted;
  const text = convert(pasted, options);
  return isMarkup(text) ? convert(text, options) : text;
}
