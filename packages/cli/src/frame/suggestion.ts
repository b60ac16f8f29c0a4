/** The known word that was probably meant, if one is near enough to what was written. */
export function suggestionFor(written: string, known: readonly string[]): string | undefined {
  const wanted = written.toLowerCase();
  const ranked = known
    .map((word) => ({ word, far: distance(wanted, word.toLowerCase()) }))
    .filter(({ word, far }) => far <= Math.max(1, Math.floor(word.length / 3)) || (wanted.length > 2 && word.startsWith(wanted)))
    .toSorted((one, other) => one.far - other.far);
  return ranked[0]?.word;
}

/** How many letters must be put in, taken out, changed or swapped with their neighbour. */
function distance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const isSame = from[i - 1] === to[j - 1];
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const steps = [at(rows, i - 1, j) + 1, at([row], 0, j - 1) + 1, at(rows, i - 1, j - 1) + (isSame ? 0 : 1)];
      if (isSwapped) steps.push(at(rows, i - 2, j - 2) + 1);
      row.push(Math.min(...steps));
    }
    rows.push(row);
  }
  return at(rows, from.length, to.length);
}

function at(rows: readonly (readonly number[])[], row: number, column: number): number {
  return rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
}
