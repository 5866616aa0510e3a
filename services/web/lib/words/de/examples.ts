import type { SetUpWords } from '../set-up-words.ts';

export const examples: SetUpWords['examples'] = [
  {
    jobTitle: 'Softwareentwickler Backend (m/w/d)',
    company: 'Nordwind Zahlungen',
    kind: 'technical',
    jobDescription:
      'Anforderungen:\n- Drei Jahre Erfahrung mit Node.js oder Go\n- Redis und Postgres unter Last\n- Rufbereitschaft jede vierte Woche\n- Begleitung von zwei Junioren',
    resume:
      'Softwareentwickler in einem Logistikunternehmen seit 2021.\n- Sitzungsdaten von Postgres nach Redis verlegt; p99 von 900 auf 80 ms\n- Node.js-Dienste für 400 Standorte',
  },
  {
    jobTitle: 'Pflegefachkraft (m/w/d)',
    company: 'Marienhospital',
    kind: 'behavioural',
    jobDescription:
      'Das bringen Sie mit:\n- Drei Jahre auf einer Akutstation\n- Sicherheit bei der Medikamentengabe\n- Ruhige Gespräche mit Angehörigen\n- Bereitschaft zum Nachtdienst',
    resume:
      'Pflegefachkraft, chirurgische Station, seit 2019.\n- Medikamentengabe für 24 Patienten\n- Checkliste für die Übergabe eingeführt',
  },
  {
    jobTitle: 'Marketing-Manager (m/w/d)',
    company: 'Erle & Fink',
    kind: 'hiring_manager',
    jobDescription:
      'Das suchen wir:\n- Positionierung einer Produktlinie im Gesundheitswesen\n- Enge Arbeit mit dem Vertrieb\n- Auswertungen, aus denen Entscheidungen werden',
    resume:
      'Marketing-Spezialist seit 2020.\n- Kampagnen für Kliniken, 30 Anfragen im Monat\n- Wöchentliche Zahlen mit dem Vertrieb',
  },
];
