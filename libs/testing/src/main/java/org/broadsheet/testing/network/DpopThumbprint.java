package org.broadsheet.testing.network;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import org.broadsheet.testing.ReceivedRequest;

/** The key of a proof that was checked already. */
final class DpopThumbprint {
    private DpopThumbprint() {}

    static String of(ReceivedRequest request) {
        try {
            return SignedJWT.parse(request.header("DPoP").orElseThrow())
                    .getHeader()
                    .getJWK()
                    .computeThumbprint()
                    .toString();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
