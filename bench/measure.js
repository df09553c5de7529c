// Prints the samples of one figure as JSON:
//   node bench/measure.js NAME ROUNDS
const [name, rounds] = process.argv.slice(2);
// It alone is loaded, for the figures' peers take room and time.
const { default: figure } = await import(`./figures/${name}.js`);
console.log(JSON.stringify(await figure.sample(Number(rounds))));
