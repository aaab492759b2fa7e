package dev.muster.signin;

/// What those see who forgot their password (`signin/forgottenPassword`). Its form: POST `/forgotten-password` with
/// `email`.
///
/// @param sent  whether Muster sends mail at all
/// @param email as typed before
/// @param asked whether they asked just now
/// @param fault what is wrong with the e-mail; empty when nothing is
public record ForgottenPasswordView(boolean sent, String email, boolean asked, String fault) {}
