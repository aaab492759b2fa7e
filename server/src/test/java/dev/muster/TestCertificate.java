package dev.muster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// A fresh key and its certificate, made without a process; good from yesterday until tomorrow.
public record TestCertificate(PrivateKey key, X509Certificate certificate) {
    private static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    private static final SecureRandom RANDOM = new SecureRandom();

    /// One that its own key signed.
    ///
    /// @param names that it stands for: of machines, or addresses of IPv4
    public static TestCertificate selfSigned(String... names) throws Exception {
        KeyPair pair = pair();
        return signed(pair, new X500Name("CN=" + names[0]), pair.getPrivate(), "CN=" + names[0], alternatives(names));
    }

    /// One that may sign others, signed by its own key.
    public static TestCertificate authority(String name) throws Exception {
        KeyPair pair = pair();
        return signed(
                pair,
                new X500Name("CN=" + name),
                pair.getPrivate(),
                "CN=" + name,
                Extension.create(Extension.basicConstraints, true, new BasicConstraints(true)));
    }

    /// One that this authority signs.
    ///
    /// @param names as in [#selfSigned]
    public TestCertificate signs(String... names) throws Exception {
        X500Name issuer =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return signed(pair(), issuer, key, "CN=" + names[0], alternatives(names));
    }

    /// The certificate as files hold it.
    public String certificatePem() throws CertificateEncodingException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    /// The key as files hold it.
    public String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                .formatted(what, Base64.getMimeEncoder().encodeToString(content));
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static TestCertificate signed(
            KeyPair pair, X500Name issuer, PrivateKey issuersKey, String subject, Extension extension)
            throws Exception {
        TBSCertificate told = told(pair, issuer, subject, extension);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(issuersKey);
        signature.update(told.getEncoded("DER"));
        byte[] whole = new DERSequence(new ASN1Encodable[] {told, ALGORITHM, new DERBitString(signature.sign())})
                .getEncoded("DER");
        var certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        return new TestCertificate(pair.getPrivate(), certificate);
    }

    private static TBSCertificate told(KeyPair pair, X500Name issuer, String subject, Extension extension) {
        Instant now = Instant.now();
        var generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(new BigInteger(Long.SIZE, RANDOM)));
        generator.setIssuer(issuer);
        generator.setSubject(new X500Name(subject));
        generator.setStartDate(new Time(Date.from(now.minus(Duration.ofDays(1)))));
        generator.setEndDate(new Time(Date.from(now.plus(Duration.ofDays(1)))));
        generator.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        generator.setSignature(ALGORITHM);
        generator.setExtensions(new Extensions(extension));
        return generator.generateTBSCertificate();
    }

    private static Extension alternatives(String... names) throws IOException {
        var all = new GeneralNames(
                Arrays.stream(names).map(TestCertificate::alternative).toArray(GeneralName[]::new));
        return Extension.create(Extension.subjectAlternativeName, false, all);
    }

    private static GeneralName alternative(String name) {
        return new GeneralName(name.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, name);
    }
}
