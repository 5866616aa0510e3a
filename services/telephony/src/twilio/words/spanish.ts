import type { SpokenWords } from './words-of-a-call.ts';

export const spanish: SpokenWords = {
  gate: 'Hola. Le llama Ringback. Se ha pedido una entrevista de práctica en este teléfono. Hablará con una inteligencia artificial. Pulse 1 cuando esté listo, o 2 para que no le llamemos nunca más.',
  codeGate:
    'Hola. Le llama Ringback. Se ha pedido una entrevista de práctica en este teléfono. Hablará con una inteligencia artificial. Si fue usted, marque las seis cifras que ve en la página. O pulse 2 y almohadilla para que no le llamemos nunca más.',
  begin: 'Pulse 1 para empezar.',
  wrongKey: 'Esa tecla no hace nada aquí. Pulse 1 para empezar, o 2 para que no le llamemos nunca más.',
  wrongGateCode: 'Esas no son las cifras de la página. Márquelas otra vez, por favor.',
  confirmBlock:
    'Pulse 2 otra vez y no volveremos a llamar nunca a este número. Para deshacerlo más tarde, llame desde este teléfono con un código de la página. Para empezar la entrevista, pulse 1.',
  askForCode: 'Bienvenido a Ringback. Marque las seis cifras que ve en la página.',
  askForCodeAgain: 'Ese código no se conoce. Marque las seis cifras que ve en la página.',
  askForLongCode: 'Le habla Ringback. Marque las diez cifras que ve en la página.',
  welcome: 'Gracias. Hablará con una inteligencia artificial.',
  oneMoment: 'Un momento, por favor.',
  farewells: {
    not_ready: 'Nadie ha pulsado 1, así que la llamada termina aquí. Adiós.',
    wrong_keys: 'No se ha pulsado ni 1 ni 2, así que la llamada termina aquí. Adiós.',
    wrong_gate_code: 'Las cifras no eran correctas, así que la llamada termina aquí. Adiós.',
    no_gate_code: 'No se han marcado cifras, así que la llamada termina aquí. Adiós.',
    blocked: 'No volveremos a llamar a este número. Adiós.',
    unavailable:
      'Lo sentimos, su entrevistador no está disponible en este momento. Inténtelo más tarde. Adiós.',
    too_many_codes:
      'Ese código no se conoce, y ha habido demasiados códigos incorrectos para otro intento. Llame otra vez, por favor. Adiós.',
    code_unknown: 'Ese código no se conoce o ya no es válido. Empiece otra vez en la página. Adiós.',
    no_session: 'No hay ninguna entrevista de práctica para esta llamada. Adiós.',
  },
};
