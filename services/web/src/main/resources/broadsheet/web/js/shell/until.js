/** Pauses that grow, 15 s in all: what travels by messages is mostly there after the first, and sometimes not. */
const PAUSES_MS = [250, 400, 600, 900, 1400, 2200, 3500, 5500];

/** Asks again until the answer is wanted. @returns the wanted answer, or undefined when it never came */
export async function until(ask, wanted) {
  for (const pause of PAUSES_MS) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const answer = await ask();
    if (wanted(answer)) return answer;
  }
  return undefined;
}
