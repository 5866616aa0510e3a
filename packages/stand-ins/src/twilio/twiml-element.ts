import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';

/** One XML element of a TwiML document. `text` is all its own text, trimmed. */
export interface TwimlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  text: string;
  children: readonly TwimlElement[];
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  htmlEntities: true,
});
/** Characters that XML 1.0 does not allow, neither plain nor as an entity. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
const node = z.record(z.string(), z.unknown());
const attributesOf = z.record(z.string(), z.string());

/** The elements inside `<Response>`, or the reason why this is no TwiML document (Twilio's error 12100). */
export function parseTwimlElements(xml: string): { elements: readonly TwimlElement[] } | { problem: string } {
  const verdict = XMLValidator.validate(xml);
  if (verdict !== true) return { problem: verdict.err.msg };
  if (forbidden.test(xml)) return { problem: 'a character that XML does not allow' };
  try {
    const roots = toElements(parser.parse(xml));
    const root = roots[0];
    if (roots.length !== 1 || root?.name !== 'Response') return { problem: 'the root is not <Response>' };
    return { elements: root.children };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function toElements(nodes: unknown): TwimlElement[] {
  return z
    .array(node)
    .parse(nodes)
    .flatMap((entry) => {
      const name = Object.keys(entry).find((key) => key !== ':@');
      if (name === undefined || name === '#text') return [];
      const inside = entry[name];
      return {
        name,
        attributes: attributesOf.parse(entry[':@'] ?? {}),
        text: textOf(inside),
        children: toElements(inside),
      };
    });
}

function textOf(nodes: unknown): string {
  return z
    .array(node)
    .parse(nodes)
    .map((entry) => ('#text' in entry ? String(entry['#text']) : ''))
    .join('')
    .trim();
}
