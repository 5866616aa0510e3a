import { dutch } from './words/dutch.ts';
import { english } from './words/english.ts';
import { french } from './words/french.ts';
import { german } from './words/german.ts';
import { italian } from './words/italian.ts';
import { portuguese } from './words/portuguese.ts';
import { spanish } from './words/spanish.ts';
import type { SpokenWords } from './words/words-of-a-call.ts';

/**
 * Everything that telephony itself says on a call, in the languages of the form. Only fixed words: the person who
 * answers may be a stranger and must hear nothing that another person has written.
 */
export const spokenLanguages = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pt'] as const;
export type SpokenLanguage = (typeof spokenLanguages)[number];

/** The language of an interview's call; English when there are no words for it. */
export function toSpokenLanguage(tag: string): SpokenLanguage {
  const primary = tag.toLowerCase().split('-')[0];
  return spokenLanguages.find((language) => language === primary) ?? 'en';
}

/** The carrier's `language` and `voice` for `<Say>` (docs, "TwiML Voice: Say"; the SDK's `SayVoice`). */
export const carrierVoices = {
  en: { language: 'en-US', voice: 'Polly.Joanna' },
  de: { language: 'de-DE', voice: 'Polly.Vicki' },
  es: { language: 'es-ES', voice: 'Polly.Lucia' },
  fr: { language: 'fr-FR', voice: 'Polly.Lea' },
  it: { language: 'it-IT', voice: 'Polly.Bianca' },
  nl: { language: 'nl-NL', voice: 'Polly.Lotte' },
  pt: { language: 'pt-BR', voice: 'Polly.Camila' },
} as const satisfies Record<SpokenLanguage, { language: string; voice: string }>;

/** Why a call is turned away. The carrier's voice says a farewell and hangs up. */
export type FarewellOccasion = keyof SpokenWords['farewells'];

export const spokenWords: Record<SpokenLanguage, SpokenWords> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
  it: italian,
  nl: dutch,
  pt: portuguese,
};
