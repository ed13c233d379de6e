/** Loaded before the program: on SIGUSR2 a promise is rejected that nobody handles, as a mistake in a listener would. */
process.on('SIGUSR2', () => {
  void Promise.reject(new Error('nobody handles me'));
});
