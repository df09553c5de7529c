import { Tokenizer, TokenType } from "@streamparser/json";

/** The first value of JSON of which the beginning is known, without what is not whole there; undefined where it is no JSON. */
export function sketchJson(head: Buffer): unknown {
  const tokenizer = new Tokenizer();
  const toClose: string[] = [];
  // The beginning up to `end`, with these brackets after it, is whole.
  let end = 0;
  let brackets = "";
  let isDone = false;
  tokenizer.onToken = ({ token, offset }) => {
    if (isDone) return;
    if (token === TokenType.LEFT_BRACE) toClose.push("}");
    else if (token === TokenType.LEFT_BRACKET) toClose.push("]");
    else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) toClose.pop();
    else if (token !== TokenType.COMMA) return;
    end = token === TokenType.COMMA ? offset : offset + 1;
    brackets = toClose.toReversed().join("");
    isDone = toClose.length === 0;
  };
  try {
    tokenizer.write(head);
  } catch {
    // What comes before is known all the same.
  }
  try {
    return JSON.parse(head.toString("utf8", 0, end) + brackets);
  } catch {
    return undefined;
  }
}
