async (venues, names, said) => {
  const post = async (path, body) => {
    const answer = await fetch(`/api/v1${path}`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  };
  const secret = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  // The numbers are made up, as PLATFORM's are; the first one is the case's person.
  const number = (n) => {
    const body = `22010219000101${String(n + 1).padStart(3, '0')}`;
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    return body + '10X98765432'[weights.reduce((sum, weight, at) => sum + weight * Number(body[at]), 0) % 11];
  };
  const person = (n) => ({
    document: 'resident_id', number: number(n), name: names[n], phone: `1990000${String(1000 + n)}`, receipt_secret: secret(),
  });
  const HOUR = 3_600_000;
  const now = Date.now();
  const at = (hours) => new Date(now - hours * HOUR).toISOString();
  const credential = async (n, role = 'visitor') =>
    (await post('/persons', { ...person(n), role, consent_version: 1 })).credential;
  const doors = [];
  for (const { typed_code } of venues) doors.push((await post('/venues/look-up', { typed_code })).token);

  // By phone, just now: who comes along with whom. A code counts from when it was issued.
  const phone = async (persons, venue) => {
    const visit = { secret: secret(), scanned_at: at(0) };
    const check_ins = [{
      ...visit, token: doors[venue], direction: 'entry', means: 'camera', persons,
    }];
    const { results } = await post('/check-ins', { sent_at: at(0), check_ins });
    const refused = results.find((result) => !('registered' in result));
    if (refused) throw new Error(JSON.stringify(refused));
    return visit;
  };
  // By staff, who saw the document.
  const desk = async (n, venue, from, to, told = false) => {
    const guest = told ? { document: 'none', name: names[n], phone: person(n).phone, receipt_secret: secret() } : person(n);
    for (const [direction, hours] of [['entry', from], ['exit', to]]) {
      if (hours === null) continue;
      await post(`/venues/${venues[venue].venue}/desk/check-ins`, {
        secret: secret(), place: venues[venue].place, direction, occurred_at: at(hours),
        sent_at: new Date(now).toISOString(), guest: { person: guest },
      });
    }
  };

  const subject = await credential(0);
  const family = [await credential(1, 'companion'), await credential(2, 'companion')];
  await desk(0, 0, 26, 24.6);
  await desk(3, 0, 25.5, 25);
  await desk(4, 0, 26.2, null);
  await desk(5, 0, 25.8, 25.6);
  await desk(0, 2, 3, 1.9);
  await desk(3, 2, 2.8, 2.1);
  await desk(7, 2, 2.9, 2);
  await desk(8, 2, 2.2, null, true);
  await desk(9, 2, 2.6, 2.4);
  await desk(5, 2, 2.5, 2.3);
  const others = [await credential(5), await credential(6)];
  await phone([subject, ...family], 1);
  const visit = await phone([others[0]], 1);
  await post('/disputes', { about: { visit }, statement: said });
  await phone([others[1]], 1);
  // One of them has withdrawn since.
  await post('/persons/withdraw', { credential: others[1] });
  return 'registered';
}
