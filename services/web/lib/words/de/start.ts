import type { SetUpWords } from '../set-up-words.ts';

export const start: SetUpWords['start'] = {
  label: 'Start',
  consent:
    'Sie sprechen mit einer Maschine. Was beide sagen, wird für Sie aufgeschrieben; Ton wird nicht aufgenommen.',
  kept: (until) => `Es wird bis zum ${until} behalten und dann gelöscht. Sie können es jederzeit löschen.`,
  keptForAWhile: 'Es wird eine begrenzte Zeit behalten und dann gelöscht. Sie können es jederzeit löschen.',
  free: (minutes) => `${minutes}, kostenlos.`,
  price: (minutes, amount, perMinute) =>
    `${minutes}, etwa ${amount} (${perMinute} je Minute), auf Kosten des Betreibers.`,
  notAllowed: 'Dieser Anruf ist von hier nicht möglich.',
  priceUnknown: 'Der Preis lässt sich gerade nicht zeigen.',
  browser: 'Gespräch beginnen',
  phone: 'Jetzt anrufen',
  dialIn: 'Code holen',
  verify: 'Anrufen und nach dem Code fragen',
  starting: 'Es geht los …',
  tryingAgain: 'Noch ein Versuch …',
  notAnswered: 'Der Server hat nicht geantwortet. Noch ein Versuch …',
};
