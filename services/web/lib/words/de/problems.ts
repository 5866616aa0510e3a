import type { ErrorCode } from '@ringback/shared/contract/errors';
import type { RefusedPractice } from '@ringback/shared/contract/practice';
import { createFormat } from '../format.ts';
import type { Words } from '../words.ts';

const format = createFormat('de');

const codes: Record<ErrorCode, string> = {
  body_malformed:
    'Der Server konnte nicht lesen, was diese Seite geschickt hat. Geändert wurde nichts. Laden Sie die Seite neu.',
  id_malformed:
    'Diese Adresse ist unvollständig. Kopieren Sie den ganzen Link, oder suchen Sie unter Ihren Gesprächen.',
  candidate_unknown:
    'Der Server kennt diesen Browser nicht mehr. Laden Sie die Seite neu, um von vorn zu beginnen.',
  operator_token_wrong: 'Dieses Betreiber-Token passt nicht. Kopieren Sie es noch einmal ganz.',
  origin_not_allowed:
    'Der Server nimmt von der Adresse dieser Seite nichts an. Sagen Sie es der Person, die ihn betreibt: Die Adresse fehlt in den Einstellungen.',
  signature_invalid:
    'Der Server konnte dem nicht trauen, was diese Seite geschickt hat. Geändert wurde nichts. Laden Sie die Seite neu.',
  verify_first:
    'Zeigen Sie zuerst, dass dieses Telefon Ihres ist: Lassen Sie es anrufen, und geben Sie den Code ein, den diese Seite Ihnen zeigt.',
  report_not_shared:
    'Der Bericht über dieses Gespräch ist nicht für Sie freigegeben. Das kann die Person ändern, die das Gespräch geführt hat.',
  notes_not_allowed:
    'Dieser Link nimmt keine Notizen mehr an. Was Sie geschrieben haben, steht noch im Feld: Kopieren Sie es, wenn Sie es brauchen.',
  topics_not_allowed: 'Über diesen Link nimmt die übende Person keine Themen an.',
  session_not_found:
    'Dieses Gespräch gibt es hier nicht. Es wurde gelöscht, oder es gehört zu einem anderen Browser.',
  share_not_found: 'Dieser Link gilt nicht mehr. Bitten Sie um einen neuen.',
  note_not_found: 'Diese Notiz gibt es nicht mehr. Sie wurde schon gelöscht.',
  device_code_wrong:
    'Dieser Code gilt nicht: Er ist vertippt, schon benutzt, zurückgenommen oder älter als zehn Minuten. Erzeugen Sie auf Ihrem anderen Gerät einen neuen.',
  deletion_record_not_found:
    'Es gibt keinen Löschnachweis mit dieser Nummer. Vergleichen Sie sie mit Ihrer Kopie; ein Nachweis bleibt ein Jahr.',
  route_not_found:
    'Der Server hat nicht, wonach diese Seite gefragt hat. Vielleicht ist er älter oder neuer als die Seite: Laden Sie sie neu.',
  session_ended: 'Dieses Gespräch ist vorbei. Üben Sie noch einmal, um ein neues zu beginnen.',
  operation_conflict:
    'Das wurde zweimal auf verschiedene Weise verlangt. Laden Sie die Seite neu, um zu sehen, was gilt.',
  device_code_early:
    'Es gibt noch nichts, was Sie auf einem anderen Gerät öffnen könnten. Üben Sie zuerst ein Gespräch.',
  own_interviews:
    'Dieser Browser hat eigene Gespräche. Sagen Sie zuerst, dass sie hier nicht mehr gezeigt werden müssen.',
  own_interview_live:
    'Ein Gespräch dieses Browsers läuft noch. Legen Sie zuerst auf, und geben Sie dann den Code ein.',
  own_booking:
    'Von diesem Browser aus ist ein Anruf vorgemerkt. Sagen Sie ihn zuerst ab, und geben Sie dann den Code ein.',
  booking_exists:
    'Es ist schon ein Anruf vorgemerkt. Sagen Sie ihn zuerst ab, und merken Sie dann einen neuen vor.',
  booking_due:
    'Dieser Anruf beginnt gerade und lässt sich nicht mehr absagen. Legen Sie auf, oder lassen Sie es klingeln.',
  booking_time_invalid:
    'Diese Zeit ist vorbei oder liegt mehr als sieben Tage voraus. Vorgemerkt wurde nichts: Wählen Sie eine andere.',
  booking_time_quiet:
    'Zu dieser Zeit ist es dort Nacht, wo diese Nummer ist. Wählen Sie eine Zeit am Tag. Ein Telefon, das Sie als Ihres gezeigt haben, wird zu jeder Zeit angerufen.',
  report_unavailable: 'Es gibt keinen Bericht: Das Gespräch hat nicht begonnen oder ist nicht vorbei.',
  report_under_way: 'Der Bericht wird gerade geschrieben. Er ist gleich hier.',
  report_reply_refused:
    'Der Bericht nimmt das jetzt nicht an: Er hat es schon, hat zu viel davon, oder schreibt gerade eine Antwort. Was Sie vorher gesagt haben, bleibt.',
  topic_refused:
    'Jetzt kann kein Thema vorgeschlagen werden: Ein anderes wartet, es waren schon viele, oder der Interviewer fragt nichts mehr.',
  practice_unavailable:
    'Das lässt sich nicht noch einmal üben. Das Gespräch muss vorbei sein, und sein Bericht muss haben, was Sie gewählt haben. Öffnen Sie den Bericht und wählen Sie dort.',
  stale:
    'Inzwischen hat sich etwas geändert, darum wurde nichts getan. Sehen Sie noch einmal nach, und entscheiden Sie dann.',
  part_expired: 'Dieser Teil wurde gelöscht, weil die Zeit vorbei ist, für die er aufgehoben wird.',
  body_too_large: 'Das ist mehr Text, als angenommen wird. Geändert wurde nichts. Kürzen Sie ihn.',
  configuration_invalid:
    'Einiges an den Angaben zur Stelle geht so nicht. Verloren ist nichts: Sehen Sie bei den Feldern nach, die es sagen.',
  request_invalid: 'Einiges davon geht so nicht. Verloren ist nichts: Sehen Sie bei den Feldern nach.',
  finding_unknown: 'Diese Fassung des Berichts hat keinen solchen Befund. Laden Sie den Bericht neu.',
  finding_not_made:
    'Dieser Teil des Berichts kam nicht zustande und sagt darum nichts Unfaires über Sie. Lassen Sie den Bericht stattdessen noch einmal schreiben.',
  number_invalid:
    'Das ist keine Telefonnummer. Schreiben Sie sie mit der Vorwahl des Landes, zum Beispiel +49 30 123456.',
  number_not_allowed:
    'Diese Nummer kann von hier nicht angerufen werden. Nehmen Sie eine andere, oder sprechen Sie in diesem Browser.',
  phone_unavailable: 'Telefonanrufe sind hier abgeschaltet. Sprechen Sie stattdessen in diesem Browser.',
  limited: 'Das war zu viel auf einmal. Verloren ist nichts: Versuchen Sie es gleich noch einmal.',
  notes_full: 'Hier ist kein Platz für eine weitere Notiz. Löschen Sie zuerst eine.',
  report_versions_used:
    'Dieser Bericht wurde so oft geschrieben, wie es geht. Die Fassungen, die da sind, bleiben.',
  call_under_way:
    'Ihr Telefon hat schon einen Anruf von hier. Legen Sie zuerst auf, oder üben Sie von dessen Seite aus noch einmal.',
  session_unreadable:
    'Was von diesem Gespräch gespeichert ist, lässt sich nicht mehr lesen. Löschen Sie es, oder üben Sie noch einmal.',
  internal:
    'Auf dem Server ist etwas schiefgegangen. Geändert wurde nichts. Versuchen Sie es gleich noch einmal.',
  dialling_disabled:
    'Zurzeit werden keine Telefone angerufen. Sprechen Sie in diesem Browser, oder versuchen Sie es später.',
  interviewers_busy:
    'Zurzeit ist niemand für ein Gespräch frei. Es wurde kein Telefon angerufen. Versuchen Sie es bald noch einmal.',
  store_full:
    'Zurzeit ist kein Platz für ein weiteres Gespräch. Was Sie geschrieben haben, bleibt. Versuchen Sie es später.',
  not_set_up:
    'Diese Installation ist nicht eingerichtet: Der Anbieter der Gesprächsführung lehnt sie ab. Es wurde kein Telefon angerufen. Sagen Sie es der Person, die sie betreibt.',
  store_unavailable:
    'Der Server erreicht nicht, was er gespeichert hat. Was Sie geschrieben haben, bleibt. Versuchen Sie es gleich noch einmal.',
};

const refusedPractices: Record<RefusedPractice, string> = {
  not_over: 'Jenes Gespräch ist nicht vorbei. Beenden Sie zuerst den Anruf, und warten Sie auf den Bericht.',
  no_report:
    'Jenes Gespräch hat keinen Bericht. Lassen Sie ihn schreiben, oder üben Sie das ganze Gespräch noch einmal.',
  no_question: 'Jener Bericht hat keine solche Frage. Wählen Sie eine, die er zeigt.',
  no_levels: 'In jenem Bericht ist nichts schwächer als der Rest. Wählen Sie eine andere Art zu üben.',
  no_plan: 'Dieses Gespräch hat keinen Plan, der sich wiederholen ließe. Wählen Sie eine andere Art zu üben.',
  unreadable: 'Jenes Gespräch lässt sich nicht mehr lesen und darum nicht noch einmal üben.',
};

export const problems: Words['problems'] = {
  codes,
  refusedPractices,
  unreachable:
    'Der Server ist nicht erreichbar. Hier ist nichts verloren. Prüfen Sie die Verbindung, und versuchen Sie es noch einmal.',
  unreadable: 'Der Server hat geantwortet, was diese Seite nicht versteht. Laden Sie die Seite neu.',
  general: 'Etwas ist schiefgegangen, geändert wurde nichts. Versuchen Sie es gleich noch einmal.',
  limitedMinutes: (minutes) =>
    `Eine Grenze ist erreicht. Verloren ist nichts: Versuchen Sie es in ${format.minutes(minutes)} noch einmal.`,
  limitedHours: (hours) =>
    `Eine Grenze ist erreicht. Verloren ist nichts: Versuchen Sie es in ${format.hours(hours)} noch einmal.`,
  fieldNeeded: (label) => `${label}: Hier fehlt noch etwas.`,
  fieldTooLong: (label, most) => `${label}: höchstens ${format.number(most)} Zeichen.`,
  fieldUnusable: (label) => `${label}: Das geht so nicht. Wählen oder schreiben Sie etwas anderes.`,
};
