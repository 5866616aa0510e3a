import { z } from 'zod';

/** How a person wants to see the live page. Kept in this browser. */
const viewChoicesSchema = z.object({
  size: z.enum(['m', 'l', 'xl']).catch('m'),
  font: z.enum(['page', 'system', 'serif', 'mono']).catch('page'),
  /** No words, only the ring and the time. */
  isCalm: z.boolean().catch(false),
  /** A screen reader is given each turn that is over. */
  announcesWords: z.boolean().catch(false),
  /** Single keys do something. They can be switched off (WCAG 2.1.4). */
  usesKeys: z.boolean().catch(true),
});
export type ViewChoices = z.infer<typeof viewChoicesSchema>;

export const firstChoices: ViewChoices = viewChoicesSchema.parse({});
export const captionSizes = viewChoicesSchema.shape.size.unwrap().options;
export const captionFonts = viewChoicesSchema.shape.font.unwrap().options;

const key = 'ringback.live-view';

/** What is kept, as far as this release knows it. Storage may be switched off. */
export function readViewChoices(): ViewChoices {
  try {
    return viewChoicesSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? '{}')).data ?? firstChoices;
  } catch {
    return firstChoices;
  }
}

export function rememberViewChoices(choices: ViewChoices): void {
  try {
    localStorage.setItem(key, JSON.stringify(choices));
  } catch {
    // Storage is full or switched off. The choice holds until the page is left.
  }
}
