/**
 * Imported before any library by whoever serves: they check less of what a program does wrong.
 * graphql looks with each of its type tests whether a second copy of it is loaded, at every field.
 */
process.env.NODE_ENV ??= 'production';
