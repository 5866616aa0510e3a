import type { Words } from '../words.ts';

export const study: Words['study'] = {
  choose: 'Wie möchten Sie üben?',
  modes: {
    exam: {
      name: 'Ernstfall',
      what: 'Wie im richtigen Gespräch: keine Hilfe und keine Rückmeldung vor dem Bericht.',
    },
    study: {
      name: 'Lernen',
      what: 'Sie dürfen um einen Hinweis bitten, hören nach jeder Antwort einen Satz Rückmeldung und dürfen es noch einmal versuchen. Es wird nie mit einem Ernstfall verglichen.',
    },
  },
  badge: 'Lernmodus',
  how: 'Bitten Sie jederzeit um einen Hinweis oder um einen neuen Versuch: mit Worten, oder am Telefon mit 4 und 8.',
  reportNote:
    'Das war der Lernmodus: mit Rückmeldung nach jeder Antwort, und mit Hinweisen, wo Sie darum baten. Beurteilt wird der letzte Versuch jeder Antwort. Er wird nie mit einem Ernstfall verglichen.',
  hints: (count) => (count === 1 ? 'Hier gab es einen Hinweis.' : `Hier gab es Hinweise: ${count}.`),
  earlierTries: (count) =>
    count === 1
      ? 'Ihr erster Versuch, der nicht beurteilt wird'
      : `Ihre ${count} früheren Versuche, die nicht beurteilt werden`,
};
