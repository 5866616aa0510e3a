import type { SpokenWords } from './words-of-a-call.ts';

export const german: SpokenWords = {
  gate: 'Guten Tag. Hier ist Ringback. Für dieses Telefon wurde ein Übungsgespräch bestellt. Sie sprechen mit einer künstlichen Intelligenz. Drücken Sie die 1, wenn Sie bereit sind, oder die 2, um nie wieder angerufen zu werden.',
  codeGate:
    'Guten Tag. Hier ist Ringback. Für dieses Telefon wurde ein Übungsgespräch bestellt. Sie sprechen mit einer künstlichen Intelligenz. Wenn Sie das waren, geben Sie die sechs Ziffern ein, die Sie auf der Seite sehen. Oder drücken Sie die 2 und die Raute, um nie wieder angerufen zu werden.',
  begin: 'Drücken Sie die 1, um zu beginnen.',
  wrongKey:
    'Diese Taste bewirkt hier nichts. Drücken Sie die 1, um zu beginnen, oder die 2, um nie wieder angerufen zu werden.',
  wrongGateCode: 'Das sind nicht die Ziffern der Seite. Bitte geben Sie sie noch einmal ein.',
  confirmBlock:
    'Drücken Sie noch einmal die 2, und diese Nummer wird nie wieder angerufen. Um das später aufzuheben, rufen Sie von diesem Telefon mit einem Code der Seite an. Um das Gespräch zu beginnen, drücken Sie die 1.',
  askForCode: 'Willkommen bei Ringback. Bitte geben Sie die sechs Ziffern ein, die Sie auf der Seite sehen.',
  askForCodeAgain:
    'Dieser Code ist nicht bekannt. Bitte geben Sie die sechs Ziffern ein, die Sie auf der Seite sehen.',
  askForLongCode: 'Hier ist Ringback. Bitte geben Sie alle zehn Ziffern ein, die Sie auf der Seite sehen.',
  welcome: 'Danke. Sie sprechen mit einer künstlichen Intelligenz.',
  oneMoment: 'Einen Moment, bitte.',
  farewells: {
    not_ready: 'Niemand hat die 1 gedrückt, deshalb endet dieser Anruf. Auf Wiederhören.',
    wrong_keys: 'Weder 1 noch 2 wurde gedrückt, deshalb endet dieser Anruf. Auf Wiederhören.',
    wrong_gate_code: 'Die Ziffern waren nicht richtig, deshalb endet dieser Anruf. Auf Wiederhören.',
    no_gate_code: 'Es wurden keine Ziffern eingegeben, deshalb endet dieser Anruf. Auf Wiederhören.',
    blocked: 'Diese Nummer wird nicht wieder angerufen. Auf Wiederhören.',
    unavailable:
      'Es tut uns leid, Ihr Gesprächspartner ist im Moment nicht erreichbar. Bitte versuchen Sie es später noch einmal. Auf Wiederhören.',
    too_many_codes:
      'Dieser Code ist nicht bekannt, und es waren zu viele falsche Codes für einen weiteren Versuch. Bitte rufen Sie noch einmal an. Auf Wiederhören.',
    code_unknown:
      'Dieser Code ist nicht bekannt oder nicht mehr gültig. Bitte beginnen Sie auf der Seite noch einmal. Auf Wiederhören.',
    no_session: 'Für diesen Anruf gibt es kein Übungsgespräch. Auf Wiederhören.',
  },
};
