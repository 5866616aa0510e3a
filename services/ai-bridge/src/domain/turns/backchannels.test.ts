import { describe, expect, it } from 'vitest';
import { isBackchannel } from './backchannels.ts';

/** For each language: what only says "I am listening", and what says more. */
const table: Record<string, [listening: string[], meant: string[]]> = {
  en: [
    ['Mm-hm.', 'Uh-huh', 'Yeah, okay.', 'Right!', '', '...', 'Hmm', 'I see.', 'Ah, got it.', 'OK'],
    [
      'Stop!',
      'No',
      'Yes, but wait',
      'okay okay okay okay okay',
      'I led it',
      'Uh-uh',
      'да',
      'はい',
      'Why?',
      'Never',
    ],
  ],
  de: [
    [
      'Ja',
      'Genau.',
      'Ja, ja.',
      'Ach so!',
      'Alles klar.',
      'Mhm',
      'Okay',
      'Ja genau',
      'Verstehe',
      'Natuerlich'.replace('ue', 'ü'),
    ],
    ['Nein', 'Nee.', 'Halt!', 'Moment', 'Wieso?', 'Ja, aber', 'Stopp', 'Falsch', 'Doch!', 'нет'],
  ],
  es: [
    ['Sí', 'si', 'Claro.', 'Claro que sí', 'Vale, vale.', 'De acuerdo', 'Ajá', 'Ya veo', 'Exacto', 'Mmm'],
    ['No', 'Espera', 'Sí, pero', '¿Cómo?', 'Nunca', 'Para', 'Perdón', 'Tampoco', 'Falso', '¿Qué?'],
  ],
  fr: [
    [
      'Oui',
      'Oui oui.',
      'D’accord',
      "D'accord",
      'Bien sûr !',
      'Tout à fait',
      'Je vois',
      'Voilà',
      'Ouais',
      'Hum',
    ],
    ['Non', 'Attendez', 'Pardon ?', 'Oui mais', 'Jamais', 'Stop', 'Pourquoi ?', 'Mais non', 'Si !', 'Faux'],
  ],
  it: [
    ['Sì', 'Certo.', 'Va bene', 'Ho capito', 'Esatto!', 'Sì, sì', 'Giusto', 'D’accordo', 'Ah', 'Chiaro'],
    ['No', 'Aspetti', 'Scusi?', 'Sì, ma', 'Mai', 'Perché?', 'Basta', 'Falso', 'Come?', 'Ferma'],
  ],
  nl: [
    ['Ja', 'Jaja', 'Precies.', 'Klopt', 'Oké', 'Ik snap het', 'Natuurlijk', 'O ja', 'Inderdaad', 'Hm'],
    ['Nee', 'Wacht', 'Ja maar', 'Waarom?', 'Stop', 'Nooit', 'Sorry?', 'Niet', 'Fout', 'Wat?'],
  ],
  pt: [
    ['Sim', 'Claro.', 'Está bem', 'Tá bom', 'Pois é', 'Exatamente', 'Uhum', 'Com certeza', 'Entendi', 'Ok'],
    ['Não', 'nao', 'Espere', 'Sim, mas', 'Nunca', 'Porquê?', 'Pare', 'Desculpe?', 'Como?', 'Errado'],
  ],
  ru: [
    ['Да', 'Да-да', 'Угу', 'Понятно.', 'Конечно', 'Ок'],
    ['Нет', 'Стоп', 'Подождите', 'Почему?', 'Да, но'],
  ],
  ja: [
    ['はい', 'はい、はい。', 'なるほど', 'そうですね', 'うん'],
    ['いいえ', '待って', 'なぜ?', '違います', 'いや'],
  ],
};
const rows = (which: 0 | 1) =>
  Object.entries(table).flatMap(([language, words]) =>
    words[which].map((text): [string, string] => [language, text]),
  );

describe('a short sound', () => {
  it.each(rows(0))('in %s only says that they listen: %j', (language, text) => {
    expect(isBackchannel(text, language)).toBe(true);
    expect(isBackchannel(text, `${language}-XX`)).toBe(true);
  });

  it.each(rows(1))('in %s says more: %j', (language, text) => {
    expect(isBackchannel(text, language)).toBe(false);
  });

  it('in a language without a list is judged by its length alone', () => {
    expect(isBackchannel('Ndiyo', 'sw')).toBe(true);
  });
});
