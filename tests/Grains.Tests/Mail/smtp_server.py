"""A real SMTP server for one test run: STARTTLS and AUTH are required. Each delivery is one line of JSON on standard output."""
import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Deliveries:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("inconnue"):
            return "550 5.1.1 No such mailbox"
        if address.startswith("plus-tard"):
            return "451 4.3.2 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        print(json.dumps({
            "From": envelope.mail_from,
            "To": envelope.rcpt_tos,
            "Tls": session.ssl is not None,
            "Content": envelope.content.decode("latin-1"),
        }), flush=True)
        return "250 OK"


class Server(SMTP):
    async def smtp_AUTH(self, arg):
        # Names of mechanisms are case-insensitive (RFC 4422 §3.1); this library compares them as they are, and .NET writes "login".
        mechanism, _, rest = (arg or "").partition(" ")
        await super().smtp_AUTH(f"{mechanism.upper()} {rest}".strip())


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=mechanism == "LOGIN" and data.login == b"guichet" and data.password == b"relais", handled=False)


async def main(certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def session():
        return Server(Deliveries(), hostname="localhost", tls_context=context, require_starttls=True, authenticator=authenticate, auth_required=True, auth_exclude_mechanism=["PLAIN"])

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Ends with the tests: their end closes this process's standard input.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main(*sys.argv[1:]))
