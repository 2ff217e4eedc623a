"""A real SMTP server for one test run. Each delivery is one line of JSON on standard output.

Arguments: certificate, key, starttls | implicit | none, and utf8 where SMTPUTF8 is offered. AUTH is required; over a connection in clear
it is not even offered, except with the mode none."""
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
            return f"451 4.3.2 <{address}>: try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        session.sulks = envelope.rcpt_tos[0].startswith("sans-adieu")
        print(json.dumps({
            "From": envelope.mail_from,
            "To": envelope.rcpt_tos,
            "Tls": server.transport.get_extra_info("ssl_object") is not None,
            "Utf8": envelope.smtp_utf8,
            "Content": envelope.content.decode("latin-1"),
        }), flush=True)
        return "250 OK"

    async def handle_QUIT(self, server, session, envelope):
        if getattr(session, "sulks", False):
            await asyncio.sleep(60)
        return "221 Bye"


def authenticate(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b"guichet" and data.password == b"relais", handled=False)


async def main(certificate, key, mode, *extensions):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def session():
        return SMTP(
            Deliveries(), hostname="localhost", enable_SMTPUTF8="utf8" in extensions, authenticator=authenticate, auth_required=True,
            tls_context=context if mode == "starttls" else None, require_starttls=mode == "starttls", auth_require_tls=mode == "starttls")

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0, ssl=context if mode == "implicit" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Ends with the tests: their end closes this process's standard input.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main(*sys.argv[1:]))
