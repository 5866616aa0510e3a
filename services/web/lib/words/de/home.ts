import type { SetUpWords } from '../set-up-words.ts';

export const home: SetUpWords['home'] = {
  heading: 'Üben Sie Ihr Vorstellungsgespräch am Telefon',
  lead: 'Sie sagen, um welche Stelle es geht. Jemand, der sich auf diese Stelle vorbereitet hat, ruft Sie an.',
  stepsLabel: 'Was geschieht',
  steps: [
    ['Die Stelle nennen', 'Eine Bezeichnung genügt.'],
    ['Ihr Telefon klingelt', 'Oder Sie sprechen hier im Browser.'],
    ['Sprechen', 'Sie werden gefragt, Ihnen wird zugehört, und es wird nachgefragt.'],
    ['Lesen, was besser geht', 'Was Sie gesagt haben, wie es wirkt und was Sie ändern können.'],
  ],
  modelLive: 'Gesprächspartner: KI-Modell',
  modelLocal: 'Gesprächspartner: lokal, auf diesem Rechner',
  stillOn: (jobTitle) => `Ihr Gespräch für ${jobTitle} läuft noch.`,
  endsSoon: 'Es endet gleich.',
  endsIn: (seconds) => `Es endet in ${seconds}, wenn Sie nicht zurückkehren.`,
  returnToIt: 'Zurückkehren',
  lastAttempt: (jobTitle, date) => `Ihr letzter Versuch: ${jobTitle}, ${date}.`,
  toReport: 'Auswertung lesen',
  toAttempt: 'Noch einmal ansehen',
  toHistory: 'Ihre Gespräche und Auswertungen',
  excerptTitle: 'Was Sie danach lesen',
  excerptMark: 'Beispiel',
  excerptQuestion: 'Erzählen Sie von einer Situation, in der Sie die Arbeit Ihres Teams verändert haben.',
  excerptAnswer:
    'Wir haben den Release auf Dienstag gelegt, und seitdem hatten wir weniger Anrufe in der Nacht.',
  excerptFinding:
    'Substanz, Stufe 3 von 5: Sie sagen, was sich geändert hat. Wie viele Anrufe es vorher und nachher waren, fehlt.',
  excerptChangeTitle: 'Was Sie ändern können',
  excerptChange: 'Nennen Sie eine Zahl. Wie viele Anrufe in der Nacht waren es im Monat, vorher und nachher?',
};
