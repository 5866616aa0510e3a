import type { Words } from '../words.ts';

const lapsed: Words['booking']['lapsed'] = {
  missed:
    'Der Dienst lief zu dieser Zeit nicht, und ein verspäteter Anruf wird nicht nachgeholt. Merken Sie einen neuen vor, oder beginnen Sie jetzt.',
  switched_off:
    'Telefonanrufe waren zu dieser Zeit abgeschaltet. Versuchen Sie es später noch einmal, oder sprechen Sie in diesem Browser.',
  number_not_allowed:
    'Diese Nummer darf nicht mehr angerufen werden. Nehmen Sie eine andere, oder sprechen Sie in diesem Browser.',
  verify_first:
    'Dieses Telefon gilt nicht mehr als Ihres. Beginnen Sie einen Anruf jetzt: Er fragt nach einem Code von dieser Seite.',
  quiet_hours: 'Dort, wo diese Nummer ist, war es Nacht. Wählen Sie eine Zeit am Tag.',
  limit: 'Zu dieser Zeit war eine Grenze für Anrufe erreicht. Versuchen Sie es später noch einmal.',
  money: 'Das Geld für die Anrufe dieses Tages war aufgebraucht. Versuchen Sie es morgen noch einmal.',
  busy: 'Zu dieser Zeit war kein Interviewer frei. Beginnen Sie jetzt, oder merken Sie einen neuen Anruf vor.',
  call_under_way:
    'Ihr Telefon hatte zu dieser Zeit einen anderen Anruf von hier. Beginnen Sie jetzt, oder merken Sie einen neuen Anruf vor.',
  practice_gone: 'Das Gespräch, das Sie noch einmal üben wollten, ist nicht mehr da. Beginnen Sie ein neues.',
  failed:
    'Auf dem Server ist etwas schiefgegangen. Beginnen Sie jetzt, oder merken Sie einen neuen Anruf vor.',
};

export const booking: Words['booking'] = {
  legend: 'Wann soll Ihr Telefon klingeln?',
  now: 'Jetzt',
  nowHint: 'Sobald Sie auf den Knopf drücken.',
  atTime: 'Zu einer Zeit',
  atTimeHint: 'Sie wählen sie, bis zu sieben Tage voraus.',
  surprise: 'Überraschen Sie mich',
  surpriseHint: (within) =>
    `Innerhalb von ${within}. Wann, erfahren Sie nicht, wie bei einem echten Personalbüro.`,
  time: 'Tag und Uhrzeit',
  timeHint: (zone) => `Nach der Uhr dieses Geräts: ${zone}.`,
  timeProblems: {
    missing: 'Wählen Sie einen Tag und eine Uhrzeit.',
    past: 'Diese Zeit ist vorbei. Wählen Sie eine, die noch kommt.',
    too_far: 'Das ist mehr als sieben Tage voraus. Wählen Sie eine frühere Zeit.',
  },
  book: 'Den Anruf vormerken',
  waitingTitle: 'Ihr Anruf ist vorgemerkt',
  waitingAt: (number, when) => `Wir rufen ${number} an: ${when}.`,
  waitingSurprise: (number, until) =>
    `Wir rufen ${number} an, spätestens ${until}. Wann, ist die Überraschung.`,
  subject: (jobTitle) => `Das Gespräch: ${jobTitle}.`,
  pageMayClose:
    'Sie können diese Seite schließen. Ist sie dann offen, geht sie von selbst zu Ihrem Gespräch.',
  cancel: 'Den Anruf absagen',
  cancelling: 'Wird abgesagt …',
  cancelled: 'Der Anruf ist abgesagt. Ihr Telefon wird nicht klingeln.',
  callingTitle: 'Ihr Telefon wird gerade angerufen',
  calling: 'Nehmen Sie ab. Diese Seite geht von selbst zu Ihrem Gespräch.',
  calledTitle: 'Ihr Telefon wurde angerufen',
  called: (when) => `Ihr vorgemerkter Anruf kam: ${when}.`,
  open: 'Das Gespräch öffnen',
  lapsedTitle: 'Ihr vorgemerkter Anruf fand nicht statt',
  lapsed,
  lapsedOtherwise: 'Kein Telefon hat geklingelt. Beginnen Sie jetzt, oder merken Sie einen neuen Anruf vor.',
  putAside: 'Diesen Hinweis schließen',
};
