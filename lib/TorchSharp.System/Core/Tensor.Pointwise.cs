using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    // Elementwise functions of one tensor.
    public partial class Tensor
    {
        public Tensor abs() => Ops.abs.Call(this);

        public Tensor abs_()
        {
            Ops.abs_.CallVoid(this);
            return this;
        }

        public Tensor absolute() => Ops.absolute.Call(this);

        public Tensor absolute_()
        {
            Ops.absolute_.CallVoid(this);
            return this;
        }

        public Tensor acos() => Ops.acos.Call(this);

        public Tensor acos_()
        {
            Ops.acos_.CallVoid(this);
            return this;
        }

        public Tensor acosh() => Ops.acosh.Call(this);

        public Tensor acosh_()
        {
            Ops.acosh_.CallVoid(this);
            return this;
        }

        public Tensor asin() => Ops.asin.Call(this);

        public Tensor asin_()
        {
            Ops.asin_.CallVoid(this);
            return this;
        }

        public Tensor asinh() => Ops.asinh.Call(this);

        public Tensor asinh_()
        {
            Ops.asinh_.CallVoid(this);
            return this;
        }

        public Tensor atan() => Ops.atan.Call(this);

        public Tensor atan_()
        {
            Ops.atan_.CallVoid(this);
            return this;
        }

        public Tensor atanh() => Ops.atanh.Call(this);

        public Tensor atanh_()
        {
            Ops.atanh_.CallVoid(this);
            return this;
        }

        public Tensor arccos() => Ops.arccos.Call(this);

        public Tensor arccos_()
        {
            Ops.arccos_.CallVoid(this);
            return this;
        }

        public Tensor arcsin() => Ops.arcsin.Call(this);

        public Tensor arcsin_()
        {
            Ops.arcsin_.CallVoid(this);
            return this;
        }

        public Tensor arctan() => Ops.arctan.Call(this);

        public Tensor arctan_()
        {
            Ops.arctan_.CallVoid(this);
            return this;
        }

        public Tensor ceil() => Ops.ceil.Call(this);

        public Tensor ceil_()
        {
            Ops.ceil_.CallVoid(this);
            return this;
        }

        public Tensor cos() => Ops.cos.Call(this);

        public Tensor cos_()
        {
            Ops.cos_.CallVoid(this);
            return this;
        }

        public Tensor cosh() => Ops.cosh.Call(this);

        public Tensor cosh_()
        {
            Ops.cosh_.CallVoid(this);
            return this;
        }

        public Tensor deg2rad() => Ops.deg2rad.Call(this);

        public Tensor deg2rad_()
        {
            Ops.deg2rad_.CallVoid(this);
            return this;
        }

        public Tensor digamma() => Ops.digamma.Call(this);

        public Tensor digamma_()
        {
            Ops.digamma_.CallVoid(this);
            return this;
        }

        public Tensor erf() => Ops.erf.Call(this);

        public Tensor erf_()
        {
            Ops.erf_.CallVoid(this);
            return this;
        }

        public Tensor erfc() => Ops.erfc.Call(this);

        public Tensor erfc_()
        {
            Ops.erfc_.CallVoid(this);
            return this;
        }

        public Tensor erfinv() => Ops.erfinv.Call(this);

        public Tensor erfinv_()
        {
            Ops.erfinv_.CallVoid(this);
            return this;
        }

        public Tensor exp() => Ops.exp.Call(this);

        public Tensor exp_()
        {
            Ops.exp_.CallVoid(this);
            return this;
        }

        public Tensor exp2() => Ops.exp2.Call(this);

        public Tensor exp2_()
        {
            Ops.exp2_.CallVoid(this);
            return this;
        }

        public Tensor expm1() => Ops.expm1.Call(this);

        public Tensor expm1_()
        {
            Ops.expm1_.CallVoid(this);
            return this;
        }

        public Tensor fix() => Ops.fix.Call(this);

        public Tensor fix_()
        {
            Ops.fix_.CallVoid(this);
            return this;
        }

        public Tensor floor() => Ops.floor.Call(this);

        public Tensor floor_()
        {
            Ops.floor_.CallVoid(this);
            return this;
        }

        public Tensor frac() => Ops.frac.Call(this);

        public Tensor frac_()
        {
            Ops.frac_.CallVoid(this);
            return this;
        }

        public Tensor lgamma() => Ops.lgamma.Call(this);

        public Tensor lgamma_()
        {
            Ops.lgamma_.CallVoid(this);
            return this;
        }

        public Tensor log() => Ops.log.Call(this);

        public Tensor log_()
        {
            Ops.log_.CallVoid(this);
            return this;
        }

        public Tensor log10() => Ops.log10.Call(this);

        public Tensor log10_()
        {
            Ops.log10_.CallVoid(this);
            return this;
        }

        public Tensor log1p() => Ops.log1p.Call(this);

        public Tensor log1p_()
        {
            Ops.log1p_.CallVoid(this);
            return this;
        }

        public Tensor log2() => Ops.log2.Call(this);

        public Tensor log2_()
        {
            Ops.log2_.CallVoid(this);
            return this;
        }

        public Tensor neg() => Ops.neg.Call(this);

        public Tensor neg_()
        {
            Ops.neg_.CallVoid(this);
            return this;
        }

        public Tensor rad2deg() => Ops.rad2deg.Call(this);

        public Tensor rad2deg_()
        {
            Ops.rad2deg_.CallVoid(this);
            return this;
        }

        public Tensor reciprocal() => Ops.reciprocal.Call(this);

        public Tensor reciprocal_()
        {
            Ops.reciprocal_.CallVoid(this);
            return this;
        }

        public Tensor rsqrt() => Ops.rsqrt.Call(this);

        public Tensor rsqrt_()
        {
            Ops.rsqrt_.CallVoid(this);
            return this;
        }

        public Tensor sgn() => Ops.sgn.Call(this);

        public Tensor sgn_()
        {
            Ops.sgn_.CallVoid(this);
            return this;
        }

        public Tensor sigmoid() => Ops.sigmoid.Call(this);

        public Tensor sigmoid_()
        {
            Ops.sigmoid_.CallVoid(this);
            return this;
        }

        public Tensor sign() => Ops.sign.Call(this);

        public Tensor sign_()
        {
            Ops.sign_.CallVoid(this);
            return this;
        }

        public Tensor sin() => Ops.sin.Call(this);

        public Tensor sin_()
        {
            Ops.sin_.CallVoid(this);
            return this;
        }

        public Tensor sinc() => Ops.sinc.Call(this);

        public Tensor sinc_()
        {
            Ops.sinc_.CallVoid(this);
            return this;
        }

        public Tensor sinh() => Ops.sinh.Call(this);

        public Tensor sinh_()
        {
            Ops.sinh_.CallVoid(this);
            return this;
        }

        public Tensor sqrt() => Ops.sqrt.Call(this);

        public Tensor sqrt_()
        {
            Ops.sqrt_.CallVoid(this);
            return this;
        }

        public Tensor tan() => Ops.tan.Call(this);

        public Tensor tan_()
        {
            Ops.tan_.CallVoid(this);
            return this;
        }

        public Tensor tanh() => Ops.tanh.Call(this);

        public Tensor tanh_()
        {
            Ops.tanh_.CallVoid(this);
            return this;
        }

        public Tensor trunc() => Ops.trunc.Call(this);

        public Tensor trunc_()
        {
            Ops.trunc_.CallVoid(this);
            return this;
        }

        public Tensor i0() => Ops.i0.Call(this);

        public Tensor i0_()
        {
            Ops.i0_.CallVoid(this);
            return this;
        }

        public Tensor square() => Ops.square.Call(this);
        public Tensor negative() => Ops.negative.Call(this);
        public Tensor positive() => Ops.positive.Call(this);
        public Tensor isfinite() => Ops.isfinite.Call(this);
        public Tensor isinf() => Ops.isinf.Call(this);
        public Tensor isnan() => Ops.isnan.Call(this);
        public Tensor isposinf() => Ops.isposinf.Call(this);
        public Tensor isneginf() => Ops.isneginf.Call(this);
        public Tensor isreal() => Ops.isreal.Call(this);
        public Tensor signbit() => Ops.signbit.Call(this);
        public Tensor angle() => Ops.angle.Call(this);
        public Tensor round(long decimals = 0) => Ops.round_decimals.Call(this, decimals);

        public Tensor round_(long decimals = 0)
        {
            Ops.round__decimals.CallVoid(this, decimals);
            return this;
        }

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) => Ops.nan_to_num.Call(this, nan, posinf, neginf);

        public Tensor nan_to_num_(double nan = 0, double? posinf = null, double? neginf = null)
        {
            Ops.nan_to_num_.CallVoid(this, nan, posinf, neginf);
            return this;
        }

        public Tensor logit(double? eps = null) => Ops.logit.Call(this, eps);

        public Tensor logit_(double? eps = null)
        {
            Ops.logit_.CallVoid(this, eps);
            return this;
        }
    }
}
