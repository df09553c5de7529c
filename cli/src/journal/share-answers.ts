/**
 * Answers all who ask while somebody else is being answered by one question more, which begins after they asked: none gets an
 * answer that is older than its question.
 */
export function shareAnswers<Answer>(ask: () => Promise<Answer>): () => Promise<Answer> {
  let answering: Promise<unknown> = Promise.resolve();
  let next: Promise<Answer> | undefined;
  return () => {
    next ??= answering
      .catch(() => {})
      .then(() => {
        next = undefined;
        const answer = ask();
        answering = answer;
        return answer;
      });
    return next;
  };
}
