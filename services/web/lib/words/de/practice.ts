import type { Words } from '../words.ts';

export const practice: Words['practice'] = {
  kinds: {
    same_plan: {
      title: 'Derselbe Plan',
      what: 'Dieselben Fähigkeiten und Punkte noch einmal, damit Sie vergleichen können.',
    },
    new_questions: {
      title: 'Neue Fragen',
      what: 'Dieselben Fähigkeiten, aber keine der Fragen, die Ihnen hier gestellt wurden.',
    },
    harder: {
      title: 'Schwieriger',
      what: 'Eine Stufe schwieriger; wo Sie gut waren, wird mehr verlangt.',
    },
    weak_only: {
      title: 'Nur die schwachen Stellen',
      what: 'Fragen nach dem, was dieser Bericht am niedrigsten sieht.',
    },
    one_question: {
      title: 'Diese Frage noch einmal beantworten',
      what: 'Ein Anruf von zwei Minuten mit dieser Frage allein; dann sehen Sie beide Antworten nebeneinander.',
    },
  },
  highest:
    'Sie üben schon auf der schwierigsten Stufe: Dabei bleibt es, und wo Sie gut waren, wird mehr verlangt.',
  starting: 'Wird begonnen …',
  otherIsStarting: 'Ein anderer Anruf wird gerade begonnen. Bis dahin wartet dieser Knopf.',
  goOn: 'Weiter üben',
  wholeInterview: (length) =>
    `Ein ganzes Gespräch von ${length} für dieselbe Stelle. Sie schreiben nichts noch einmal.`,
  setupIsKept: 'Ihre Angaben sind, wie sie waren.',
  backToReport: 'Zurück zum Bericht',
};
