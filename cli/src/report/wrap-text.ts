/** Breaks text into lines of a terminal's width, those after the first indented. Without a width, it stays as it is. */
export function wrapText(text: string, indent: number, columns: number | undefined): string {
  const margin = " ".repeat(indent);
  const width = (columns ?? 0) - indent;
  // A terminal too narrow for words breaks them better itself.
  const lines = width < 20 ? text.split("\n") : text.split("\n").flatMap((line) => wrapLine(line, width));
  return lines.join(`\n${margin}`);
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of line.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
