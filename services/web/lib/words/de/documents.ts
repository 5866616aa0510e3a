import type { SetUpWords } from '../set-up-words.ts';

export const documents: SetUpWords['documents'] = {
  open: 'Datei öffnen',
  openFor: (field) => `Datei öffnen: ${field}`,
  kinds:
    'PDF, Word (DOCX) oder Text, bis 5 MB. Sie wird in diesem Browser gelesen und nirgendwohin gesendet.',
  reading: 'Die Datei wird gelesen …',
  readingPage: (page, pages) => `Die Datei wird gelesen: Seite ${page} von ${pages} …`,
  cancel: 'Lesen beenden',
  cancelled: 'Beendet. Es wurde nichts geändert.',
  reviewTitle: 'Das wurde aus der Datei gelesen',
  reviewHint: 'Berichtigen Sie es, wenn nötig. Es wird erst verwendet, wenn Sie es sagen.',
  replaces: 'Es ersetzt, was jetzt im Feld steht.',
  pagesWithoutText: {
    one: 'Eine Seite hat keinen Text, nur ein Bild: Was darauf steht, fehlt hier.',
    other: '# Seiten haben keinen Text, nur Bilder: Was darauf steht, fehlt hier.',
  },
  use: 'Diesen Text verwenden',
  discard: 'Nicht verwenden',
  used: 'Der Text steht im Feld.',
  problems: {
    too_large:
      'Diese Datei ist größer als 5 MB. Ihr Feld ist unverändert. Fügen Sie stattdessen den Text ein.',
    empty_file: 'Diese Datei ist leer. Wählen Sie eine andere.',
    wrong_type: 'Das ist weder PDF noch Word (DOCX) noch einfacher Text, gleich wie die Datei heißt.',
    old_word:
      'Das ist Word im alten Format (DOC). Speichern Sie die Datei als DOCX oder PDF und öffnen Sie diese.',
    encrypted:
      'Diese Datei öffnet sich nur mit einem Kennwort. Speichern Sie sie ohne Kennwort und öffnen Sie diese.',
    broken:
      'Diese Datei ist beschädigt und nicht lesbar. Speichern Sie sie neu, oder fügen Sie den Text ein.',
    scanned:
      'Dieses PDF besteht aus Bildern von Seiten, wie ein Scanner sie macht. Es hat keinen Text: Fügen Sie ihn ein.',
    no_text: 'In dieser Datei ist kein Text.',
    too_many_pages:
      'Diese Datei hat mehr als 40 Seiten. Speichern Sie die wichtigen Seiten als eigene Datei.',
    too_many_characters:
      'Diese Datei hat mehr Text, als in einem Gespräch vorkommen kann. Fügen Sie den wichtigen Teil ein.',
    unpacks_too_large:
      'Diese Datei bräuchte zu viel Speicher. Speichern Sie sie neu, oder fügen Sie den Text ein.',
    reader_unavailable:
      'Der Teil, der Dateien liest, wurde nicht geladen. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
  },
  preview: 'Wonach Sie gefragt werden könnten',
  previewKnows: 'Ihr Gesprächspartner weiß',
  previewNothing: 'Sagen Sie, um welche Stelle es geht, dann sehen Sie es hier.',
  previewRequirements: { one: '# Anforderung', other: '# Anforderungen' },
  previewResume: 'Ihren Lebenslauf',
  previewCompetencies: 'Es geht um',
  previewPoints: 'Was wahrscheinlich zur Sprache kommt',
  previewNoPoints: 'Fügen Sie die Anzeige ein, um zu sehen, was daraus wahrscheinlich zur Sprache kommt.',
  previewByWords:
    'Was Ihr Lebenslauf beantwortet, wird nach seinen Wörtern verglichen. Was gemeint ist, beurteilt Ihr Gesprächspartner.',
  previewAddResume: 'Fügen Sie Ihren Lebenslauf hinzu, um zu sehen, was er davon beantwortet.',
  previewFailed: 'Die Vorschau kann nicht gezeigt werden. Das Gespräch hängt nicht davon ab.',
  match: {
    found: 'Steht im Lebenslauf',
    thin: 'Wenig dazu im Lebenslauf',
    missing: 'Nicht im Lebenslauf',
  },
  competencies: {
    motivation: 'Motivation',
    'fit with the role': 'Eignung für die Stelle',
    communication: 'Kommunikation',
    'career so far': 'bisheriger Werdegang',
    delivery: 'Ergebnisse',
    judgement: 'Urteilsvermögen',
    collaboration: 'Zusammenarbeit',
    learning: 'Lernen',
    ownership: 'Verantwortung',
    'dealing with setbacks': 'Umgang mit Rückschlägen',
    'depth of knowledge': 'Fachwissen',
    'problem solving': 'Problemlösung',
    'trade-offs': 'Abwägungen',
    'explaining clearly': 'verständlich erklären',
  },
};
