import type { Words } from '../words.ts';
import { browsers } from './browsers.ts';
import { soundOutput } from './sound-output.ts';

export const frame: Words['frame'] = {
  productName: 'Ringback',
  browsers,
  soundOutput,
  defaultTitle: 'Üben Sie Ihr Vorstellungsgespräch am Telefon',
  description:
    'Sagen Sie, um welche Stelle es geht. Sie werden angerufen und von jemandem befragt, der sich auf diese Stelle vorbereitet hat.',
  skip: 'Zum Inhalt springen',
  navigation: 'Hauptnavigation',
  practise: 'Üben',
  interviews: 'Ihre Gespräche',
  help: 'Hilfe',
  privacy: 'Datenschutz',
  about: 'Über Ringback',
  footer: 'Über diese Seite',
  language: 'Sprache',
  loading: 'Wird geladen …',
  sending: 'Wird gesendet …',
  tryAgain: 'Noch einmal versuchen',
  offline:
    'Sie sind offline. Was hier steht, ist vielleicht nicht mehr neu; es geht von selbst weiter, wenn die Verbindung wieder da ist.',
  close: 'Schließen',
  cancel: 'Abbrechen',
  practiseAnInterview: 'Ein Gespräch üben',
  notFound: 'Diese Seite gibt es nicht',
  notFoundWhy: 'Vielleicht ist die Adresse falsch geschrieben, oder was hier war, ist nicht mehr da.',
  pageFailed: 'Diese Seite ist ausgefallen',
  pageFailedWhy:
    'Ihr Gespräch ist nicht verloren, es läuft auf dem Server. Zeigen Sie die Seite noch einmal an.',
  showAgain: 'Seite noch einmal anzeigen',
};
