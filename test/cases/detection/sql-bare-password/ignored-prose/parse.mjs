 * Compiles the file identified by pFileName into a module,
 * the tool identified by valgrind.
